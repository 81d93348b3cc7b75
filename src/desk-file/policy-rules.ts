import type { Connector } from '../connectors/connector.ts';
import { needsApproval, type Risk } from '../domain/risk.ts';
import type { Finding, Path } from '../lib/finding.ts';
import { nearest } from '../lib/nearest.ts';
import { defaultRules } from '../policy/defaults.ts';
import { PolicyRule } from '../policy/rule.ts';
import type { Rough } from './rough.ts';

type Rule = NonNullable<Rough['policy']['rules'][number]>;

/** A rule, and where it stands. */
interface Placed {
  readonly rule: Rule;
  readonly at: Path;
}

/** What is wrong with the policy's rules beside what their schema says. */
export function policyRules({ policy, customers, people }: Rough, connectors: readonly Connector[]): Finding[] {
  const providers = placed(policy.rules, ['policy', 'rules']);
  const own = customers.map((customer, index) =>
    placed(customer?.policy.rules ?? [], ['customers', index, 'policy', 'rules']),
  );
  const all = [...providers, ...own.flat()];
  const operations = new Map(
    connectors.flatMap(({ name, operations: known }) =>
      Object.entries(known).map(([operation, { risk }]): [string, Risk] => [`${name}.${operation}`, risk]),
    ),
  );
  const chats = [
    ...people.flatMap((person) => person?.identities ?? []),
    ...customers.flatMap((customer) => customer?.chats ?? []),
  ].flatMap((chat) => (chat ? [chat.platform] : []));
  return [
    ...twice(providers, []),
    ...own.flatMap((rules) => twice(rules, providers)),
    ...all.flatMap(demandingNothing),
    ...all.flatMap((one) => ofOperations(one, operations)),
    ...all.flatMap((one) => onUnknownChats(one, [...new Set(chats)])),
  ];
}

function placed(rules: Rough['policy']['rules'], at: Path): Placed[] {
  return rules.flatMap((rule, index) => (rule ? [{ rule, at: [...at, index] }] : []));
}

/** People are told a rule by its name, so it has to be the only one where it holds. */
function twice(rules: readonly Placed[], before: readonly Placed[]): Finding[] {
  const builtIn = defaultRules.map(({ name }) => name);
  return rules.flatMap(({ rule: { name }, at }, index) => {
    const earlier = [...before, ...rules.slice(0, index)].some(({ rule }) => rule.name === name);
    if (!name || (!earlier && !builtIn.includes(name))) return [];
    const message = earlier ? `There is another rule called ${name}` : `A rule that is built in is called ${name}`;
    return [{ at: [...at, 'name'], message, remedy: 'Give it a name of its own: it is what people are told.' }];
  });
}

const demands = Object.keys(PolicyRule.omit({ name: true, when: true }).shape);

function demandingNothing({ rule, at }: Placed): Finding[] {
  if (demands.some((key) => Object.hasOwn(rule, key) && !isEmpty(rule[key]))) return [];
  const message = `The rule ${rule.name || 'here'} demands nothing`;
  return [{ at, message, remedy: `Say what it demands, with one of ${demands.join(', ')}.` }];
}

/** What was not written became an empty list. */
function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function ofOperations({ rule, at }: Placed, known: ReadonlyMap<string, Risk>): Finding[] {
  const { operations, beyond } = rule.when;
  const named = (names: readonly (string | null)[], above: Path) =>
    names.flatMap((name, position) => (name ? [{ name, at: [...above, position] }] : []));
  return [
    ...named(operations, [...at, 'when', 'operations']),
    ...named(beyond.operations, [...at, 'when', 'beyond', 'operations']),
  ].flatMap(({ name, at: where }) => {
    const risk = known.get(name);
    if (risk && needsApproval(risk)) return [];
    if (!risk) {
      const near = nearest(name, [...known.keys()]);
      const remedy = near ? `Did you mean ${near}?` : '`npx msp operations` lists all there are.';
      return { at: where, message: `There is no operation ${name}`, remedy };
    }
    const remedy = 'Name operations whose risk is change, sensitive or critical: `npx msp operations` says which.';
    return { at: where, message: `The policy is not asked about ${name}, which is ${risk}`, remedy };
  });
}

/** Where nobody is known, nobody could approve. */
function onUnknownChats({ rule, at }: Placed, known: readonly string[]): Finding[] {
  return rule.surfaces.flatMap((name, position) => {
    if (!name || known.includes(name)) return [];
    const near = nearest(name, known);
    const otherwise = known.length > 0 ? `Name one of ${known.join(', ')}.` : 'Give people an identity on it first.';
    const remedy = near ? `Did you mean ${near}?` : otherwise;
    return [{ at: [...at, 'surfaces', position], message: `Nobody is known on ${name}`, remedy }];
  });
}
