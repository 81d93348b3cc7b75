import { z } from 'zod';
import { legible } from '../../lib/legible.ts';
import type { Finding } from '../connector.ts';
import { finding } from '../finding.ts';
import type { Atera } from './client.ts';
import { ownContact } from './contact.ts';
import { readCustomer } from './owner.ts';

const Anything = z.object({ items: z.array(z.unknown()).nullish() });

/** Looks at the key, the customer, and what may be read. What may be written shows only by writing. */
export async function check(client: Atera, signal: AbortSignal): Promise<readonly Finding[]> {
  const { customer, technician } = client.connection;
  let name = '';
  const key = await finding(`API key, and customer ${customer}`, async () => {
    name = (await readCustomer(client, signal)).CustomerName ?? 'without a name';
  });
  if (!key.ok) return [key];

  const findings = [{ ...key, what: `${key.what} (${legible(name)})` }];
  for (const [domain, path] of Object.entries(domains(customer)))
    findings.push(
      await finding(`Permission ${domain}: read`, () =>
        client.read(path, Anything, signal, { page: 1, itemsInPage: 1 }),
      ),
    );
  findings.push(await finding('Contact for tickets about devices', () => ownContact(client, signal)));
  findings.push(
    technician === undefined
      ? {
          what: 'Technician in whose name comments are written',
          ok: false,
          remedy: 'Put the e-mail address of a technician in Atera into connectors.atera.technician in desk.yaml.',
        }
      : { what: `Technician ${technician} in whose name comments are written`, ok: true },
  );
  return findings;
}

/** Each domain of a token's permissions that is needed, and what shows that it is there. */
function domains(customer: number) {
  return {
    Agents: `/agents/customer/${customer}`,
    Tickets: '/tickets',
    Contacts: '/contacts',
    Alerts: '/alerts',
  };
}
