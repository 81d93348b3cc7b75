import type { Connector } from '../connectors/connector.ts';
import { Mode } from '../domain/customer.ts';
import type { Finding, Path } from '../lib/finding.ts';
import { type Dialect, inWords } from '../lib/issues.ts';
import { needsConnection } from './document.ts';
import type { Rough } from './rough.ts';

/** A customer's connection to one system, as its connector has read it. */
export interface Connection {
  readonly customerId: string;
  readonly connector: Connector;
  readonly connection: unknown;
  /** Where it stands. */
  readonly at: Path;
}

/** Has every connector look at its entries. What a demo leaves out is no connection and no mistake. */
export function connectionsIn(value: unknown, rough: Rough, connectors: readonly Connector[], dialect: Dialect) {
  const findings: Finding[] = [];
  const connections: Connection[] = [];
  for (const { customerId, connector, entry, at } of entriesIn(rough, connectors)) {
    const { mode, ...fields } = entry;
    if (Object.keys(fields).length === 0 && !reachesOut(mode)) continue;

    const { data, error } = connector.connection.safeParse(fields);
    if (error) findings.push(...inWords(error.issues, value, dialect, at));
    else connections.push({ customerId, connector, connection: data, at });
  }
  return { findings, connections };
}

function entriesIn({ customers }: Rough, connectors: readonly Connector[]) {
  return customers.flatMap((customer, index) =>
    connectors.flatMap((connector) => {
      const entry = customer?.connectors[connector.name];
      if (!customer || !isFields(entry)) return [];
      return [{ customerId: customer.id, connector, entry, at: ['customers', index, 'connectors', connector.name] }];
    }),
  );
}

function isFields(entry: unknown): entry is Readonly<Record<string, unknown>> {
  return typeof entry === 'object' && entry !== null && !Array.isArray(entry);
}

function reachesOut(mode: unknown): boolean {
  const { data } = Mode.safeParse(mode);
  return data !== undefined && needsConnection[data];
}
