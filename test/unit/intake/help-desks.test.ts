import { expect, test } from 'vitest';
import { connectors } from '../../../src/connectors/all.ts';
import type { Connections } from '../../../src/connectors/connections.ts';
import { createRegistry } from '../../../src/connectors/registry.ts';
import { Customer } from '../../../src/domain/customer.ts';
import { helpDeskAt, helpDesks } from '../../../src/intake/help-desks.ts';

const live = (id: string) => Customer.parse({ id, name: id, chats: [], desk: [], modes: { atera: 'sandbox' } });
const demo = Customer.parse({ id: 'demo', name: 'Demo', chats: [], desk: [] });

/** Every customer's Atera lets tickets in. What was reached is remembered. */
function partsWith(reached: string[]) {
  const reach = async ({ id }: Customer, { name }: { readonly name: string }) => {
    reached.push(`${id}/${name}`);
    const tools = { send: () => Promise.reject(), credential: () => Promise.reject(), now: () => new Date() };
    return { connection: { inbox: {} }, tools };
  };
  const connections: Connections = { open: () => Promise.reject(), reach, test: async () => undefined };
  const registry = createRegistry({ connectors, connections, demo: { pause: async () => {} } });
  return {
    ...{ registry, connections },
    roster: async () => ({ customers: [live('contoso'), live('fabrikam'), demo], people: [] }),
  };
}

test('whoever calls about one customer moves no other customer’s connection', async () => {
  const reached: string[] = [];

  const found = await helpDeskAt('atera', 'contoso', partsWith(reached));

  expect(found).toMatchObject({ customer: { id: 'contoso' }, connector: { name: 'atera' } });
  expect(reached).toEqual(['contoso/atera']);
});

test.each([
  ['atera', 'nobody'],
  ['atera', 'demo'],
  ['zohoDesk', 'contoso'],
  ['__proto__', 'contoso'],
])('%s of %s is nobody’s help desk, and nothing is reached to find that out', async (connector, customer) => {
  const reached: string[] = [];

  expect(await helpDeskAt(connector, customer, partsWith(reached))).toBeUndefined();

  expect(reached).toEqual([]);
});

test('a help desk that only pretends lets no tickets in', async () => {
  const open = await helpDesks(partsWith([]));

  expect(open.map(({ customer }) => customer.id)).toEqual(['contoso', 'fabrikam']);
});
