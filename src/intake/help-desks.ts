import type { Connections } from '../connectors/connections.ts';
import type { Connector } from '../connectors/connector.ts';
import type { Inbox } from '../connectors/inbox.ts';
import type { Registry } from '../connectors/registry.ts';
import type { Customer } from '../domain/customer.ts';
import type { Roster } from '../domain/roster.ts';

/** A customer's help desk that lets its tickets in. */
export interface HelpDesk {
  readonly customer: Customer;
  readonly connector: Connector;
  readonly inbox: Inbox<unknown>;
}

interface Parts {
  readonly registry: Registry;
  readonly connections: Connections;
  readonly roster: () => Promise<Roster>;
}

/** Every help desk that lets tickets in now. What only pretends has none. */
export async function helpDesks(parts: Parts): Promise<HelpDesk[]> {
  return openOnes(await everyOne(parts), parts);
}

/** The one by its names in an address; nothing when it lets no tickets in. Whoever calls there moves nobody else's. */
export async function helpDeskAt(connector: string, customer: string, parts: Parts): Promise<HelpDesk | undefined> {
  const all = await everyOne(parts);
  const [found] = await openOnes(
    all.filter((one) => one.connector.name === connector && one.customer.id === customer),
    parts,
  );
  return found;
}

async function everyOne({ registry, roster }: Parts): Promise<HelpDesk[]> {
  const { customers } = await roster();
  return customers.flatMap((customer) =>
    registry.connectors.flatMap((connector) => {
      const { inbox } = connector;
      return inbox && !registry.pretends(connector, customer) ? [{ customer, connector, inbox }] : [];
    }),
  );
}

async function openOnes(asked: readonly HelpDesk[], { connections }: Parts): Promise<HelpDesk[]> {
  const open = await Promise.all(
    asked.map(async ({ customer, connector, inbox }) => {
      const reach = await connections.reach(customer, connector);
      return reach !== undefined && inbox.isOpen(reach.connection);
    }),
  );
  return asked.filter((_, index) => open[index]);
}
