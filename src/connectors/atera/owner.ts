import { z } from 'zod';
import { ConnectorError } from '../connector-error.ts';
import { vendorError } from '../vendor-error.ts';
import type { Atera } from './client.ts';
import { VENDOR } from './vendor.ts';

const Customer = z.object({ CustomerID: z.int().positive(), CustomerName: z.string().nullish() });

/** The customer as the credential sees it. */
export async function readCustomer(client: Atera, signal: AbortSignal): Promise<z.infer<typeof Customer>> {
  const { customer } = client.connection;
  try {
    return await client.read(`/customers/${customer}`, Customer, signal);
  } catch (error) {
    if (!(error instanceof ConnectorError && error.kind === 'notFound')) throw error;
    throw vendorError(VENDOR, 'Customer ID not found', {
      detail: `${customer}`,
      remedy: `Correct connectors.atera.customer in desk.yaml: it is the number in the address of the customer's page in Atera.`,
      definite: true,
      cause: error,
    });
  }
}

const known = new WeakMap<Atera, { readonly key: string; readonly owner: string }>();

/**
 * One account serves all of a provider's customers, and `/account` names only the provider. So what can be compared is
 * that the credential sees the customer; every single thing is compared again when it is read.
 */
export const owner = {
  expected: ({ customer }: Atera['connection']) => `${customer}`,
  async actual(client: Atera, signal: AbortSignal): Promise<string> {
    const key = await client.keyMark();
    const before = known.get(client);
    if (before?.key === key) return before.owner;

    const { CustomerID } = await readCustomer(client, signal);
    known.set(client, { key, owner: `${CustomerID}` });
    return `${CustomerID}`;
  },
};
