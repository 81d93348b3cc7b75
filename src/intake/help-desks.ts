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
export async function helpDesks({ registry, connections, roster }: Parts): Promise<HelpDesk[]> {
  const { customers } = await roster();
  const asked = customers.flatMap((customer) =>
    registry.connectors.flatMap((connector) => {
      const { inbox } = connector;
      return inbox && !registry.pretends(connector, customer) ? [{ customer, connector, inbox }] : [];
    }),
  );
  const open = await Promise.all(
    asked.map(async ({ customer, connector, inbox }) => {
      const reach = await connections.reach(customer, connector);
      return reach !== undefined && inbox.isOpen(reach.connection);
    }),
  );
  return asked.filter((_, index) => open[index]);
}

/** The one by its names in an address; nothing when it lets no tickets in. */
export async function helpDeskAt(connector: string, customer: string, parts: Parts): Promise<HelpDesk | undefined> {
  return (await helpDesks(parts)).find((one) => one.connector.name === connector && one.customer.id === customer);
}
