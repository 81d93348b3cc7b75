import type { Roster } from '../../src/domain/roster.ts';
import type { PolicyRule } from '../../src/policy/rule.ts';

/** What an entry says of a connection, by customer and connector. */
export type Connections = Readonly<Record<string, Readonly<Record<string, object>>>>;

/** A roster as `desk.yaml` has it. Every JSON is YAML. */
export function inDeskYaml(
  { customers, people }: Roster,
  connections: Connections = {},
  tickets?: object,
  rules: readonly PolicyRule[] = [],
): string {
  const written = customers.map(({ modes, ...customer }) => ({
    ...customer,
    ...(tickets ? { tickets } : {}),
    connectors: Object.fromEntries(
      Object.entries(modes).map(([connector, mode]) => [connector, { mode, ...connections[customer.id]?.[connector] }]),
    ),
  }));
  return JSON.stringify({ ...(rules.length > 0 ? { policy: { rules } } : {}), customers: written, people }, null, 2);
}
