import type { Connector } from '../connectors/connector.ts';
import { ANY_HELP_DESK } from '../domain/customer.ts';
import { Roster } from '../domain/roster.ts';
import { byPlace, type Finding, type Problem } from '../lib/finding.ts';
import { type Dialect, inWords } from '../lib/issues.ts';
import { readSource } from '../lib/yaml-source.ts';
import { type Policy, policyOf } from '../policy/policy.ts';
import { type Connection, connectionsIn } from './connections.ts';
import { type Document, documentOf } from './document.ts';
import { deskKeys } from './json-schema.ts';
import { policyRules } from './policy-rules.ts';
import { Rough } from './rough.ts';
import { rules } from './rules.ts';

/** `desk.yaml`, read and found right. */
export interface DeskDocument {
  readonly roster: Roster;
  readonly connections: readonly Connection[];
  /** Where the secrets are that sign the tickets a customer sends, by customer. */
  readonly ticketSecrets: ReadonlyMap<string, readonly string[]>;
  /** What a customer's requests have to satisfy. */
  policy(customerId: string): Policy;
  /** Where a finding about it stands. */
  problem(finding: Finding): Problem;
}

/** Reads the file, or says everything that is wrong with it. */
export function readDeskFile(
  file: string,
  text: string,
  connectors: readonly Connector[],
): DeskDocument | { readonly problems: readonly Problem[] } {
  const source = readSource(file, text, most);
  if (source === 'too large') return { problems: [tooLarge(file)] };
  if (!('value' in source)) return { problems: source };

  const rough = Rough.parse(source.value);
  const dialect: Dialect = { keys: () => deskKeys(connectors), page: 'docs/customers.md' };
  const { data, error } = documentOf(connectors).safeParse(source.value);
  const { connections, findings } = connectionsIn(source.value, rough, connectors, dialect);
  const wrong = [
    ...inWords(error?.issues ?? [], source.value, dialect),
    ...findings,
    ...rules(rough, connections),
    ...policyRules(rough, connectors),
  ];
  if (!data || wrong.length > 0) return { problems: wrong.map(source.problem).sort(byPlace) };
  const ticketSecrets = new Map(
    data.customers.map(({ id, tickets }) => [
      id,
      Object.values(tickets ?? {}).filter((secret) => secret !== undefined),
    ]),
  );
  const policy = policiesOf(data);
  return { roster: rosterOf(data, connections), connections, ticketSecrets, policy, problem: source.problem };
}

function policiesOf({ policy, customers }: Document): (customerId: string) => Policy {
  const everybodys = policyOf(policy);
  const own = new Map(customers.map((customer) => [customer.id, policyOf(policy, customer.policy)]));
  return (customerId) => own.get(customerId) ?? everybodys;
}

/** A few thousand customers and people. */
const most = { characters: 4_000_000, brackets: 100_000 };

function tooLarge(file: string): Problem {
  const remedy = 'Leave out what is not needed any more.';
  return { file, line: 1, column: 1, message: 'This file is too large', remedy };
}

/** The same in the desk's own words. Where tickets come in from a help desk, they arrive as from a chat of that name. */
function rosterOf({ customers, people }: Document, connections: readonly Connection[]): Roster {
  const inboxes = connections.filter(({ connector, connection }) => connector.inbox?.isOpen(connection));
  return Roster.parse({
    people,
    customers: customers.map(({ connectors, chats, tickets, policy, ...customer }) => ({
      ...customer,
      chats: [
        ...chats,
        ...inboxes
          .filter(({ customerId }) => customerId === customer.id)
          .map(({ connector }) => ({ platform: connector.name, workspace: customer.id })),
        ...(tickets ? [{ platform: ANY_HELP_DESK, workspace: customer.id }] : []),
      ],
      modes: Object.fromEntries(
        Object.entries(connectors).flatMap(([name, entry]) => (entry ? [[name, entry.mode]] : [])),
      ),
    })),
  });
}
