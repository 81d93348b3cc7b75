import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectors } from '../../../src/connectors/all.ts';
import { createConnections } from '../../../src/connectors/connections.ts';
import { createRegistry, type Registry } from '../../../src/connectors/registry.ts';
import { Customer } from '../../../src/domain/customer.ts';
import { createSend } from '../../../src/egress/create-send.ts';
import { createTransport, type Transport } from '../../../src/egress/transport.ts';
import { openAtera } from '../../fakes/vendors/atera.ts';
import { createMicrosoft } from '../../fakes/vendors/graph.ts';
import { type Lab, openLab } from '../../fakes/vendors/lab.ts';
import { createServiceNow } from '../../fakes/vendors/servicenow.ts';
import type { Enrolled } from '../../fakes/vendors/vendor.ts';
import { createZohoAccounts } from '../../fakes/vendors/zoho-accounts.ts';
import { createZohoAssist } from '../../fakes/vendors/zoho-assist.ts';
import { createZohoDesk } from '../../fakes/vendors/zoho-desk.ts';

const ROUNDS = 30;
const names = ['contoso', 'fabrikam'] as const;
type Name = (typeof names)[number];
const { signal } = new AbortController();

const accounts = createZohoAccounts();
const vendors = {
  graph: createMicrosoft(),
  atera: openAtera(),
  zohoDesk: createZohoDesk(accounts),
  serviceNow: createServiceNow(),
  zohoAssist: createZohoAssist(accounts),
};
let lab: Lab;
let transport: Transport;
let registry: Registry;
beforeAll(async () => {
  const enrolled = new Map<string, Enrolled>(
    names.flatMap((name) =>
      Object.entries(vendors).map(([vendor, fake]) => [`${name}/${vendor}`, fake.enrol(name)] as const),
    ),
  );
  const credentials = new Map([...enrolled.values()].flatMap((one) => Object.entries(one.credentials)));
  const written = new Map(
    connectors.flatMap(({ name: vendor, connection }) =>
      names.map((name) => {
        const key = `${name}/${vendor}`;
        return [key, connection?.parse(enrolled.get(key)?.connection)] as const;
      }),
    ),
  );
  lab = await openLab(Object.values(vendors));
  transport = createTransport({ proxy: lab.proxy, ca: lab.ca });
  const connections = createConnections({
    connectionOf: async (id, vendor) => written.get(`${id}/${vendor}`),
    credential: async (reference) => credentials.get(reference) ?? '',
    createSend: (hosts) => createSend({ transport, hosts, random: () => 0, pause: async () => {} }),
    standings: { of: async () => undefined, learn: async () => {} },
    fingerprint: String,
    alert: async () => {},
    now: () => new Date(),
  });
  registry = createRegistry({ connectors, connections, demo: { pause: async () => {} } });
});
afterAll(async () => {
  await lab.close();
  await transport.close();
});

/** One thing of the same name at each vendor, which says whose it is. */
function furnish(name: Name): Readonly<Record<string, unknown>> {
  vendors.graph.tenant(name).addUser({ userPrincipalName: 'ada@shared.example', displayName: `Ada of ${name}` });
  const { id } = vendors.atera.addAgent(name, { name: `PC-OF-${name}` });
  const { number } = vendors.serviceNow.instance(name).addIncident({ short_description: `A ticket of ${name}` });
  vendors.zohoAssist.department(name).addDevice({ display_name: `PC-OF-${name}` });
  return {
    'graph.getUser': { user: 'ada@shared.example' },
    'atera.getAgent': { agentId: id },
    'serviceNow.findIncident': { incident: number },
    'zohoDesk.getTicket': {
      ticketId: vendors.zohoDesk.organisation(name).addTicket({ subject: `A ticket of ${name}` }),
    },
    'zohoAssist.listDevices': {},
  };
}

test('however much goes on at once, each customer is answered with what is its own', async () => {
  const asked = names.map((name) => ({ name, inputs: Object.entries(furnish(name)) }));
  for (const path of [/users/, /agents/, /incident/, /tickets/, /devices/])
    lab.fail({ path, after: ROUNDS / 2 }, { how: { instead: { status: 401, body: {} } } });

  const answers = await Promise.all(
    Array.from({ length: ROUNDS }, () => asked).flatMap((both) =>
      both.flatMap(({ name, inputs }) =>
        inputs.map(async ([operation, input]) => {
          const answer = await registry.call(operation, input, { customer: customerCalled(name), signal });
          return { name, said: JSON.stringify(answer) };
        }),
      ),
    ),
  );

  expect(answers).toHaveLength(ROUNDS * names.length * Object.keys(vendors).length);
  for (const { name, said } of answers) expect(said).toMatch(new RegExp(`of ${name}|OF-${name}`));
});

function customerCalled(id: Name): Customer {
  const modes = Object.fromEntries(connectors.map(({ name }) => [name, 'sandbox']));
  return Customer.parse({ id, name: id, chats: [], desk: [], modes });
}
