import { plain } from '../../cards/plain.ts';
import type { Aspect, Decider, Explanation, Nearness } from '../../policy/explain.ts';
import { Facts, type KnownFacts } from '../../policy/facts.ts';
import type { Policy } from '../../policy/policy.ts';
import type { Shortfall } from '../../policy/shortfalls.ts';
import { countedInWords, demandsInWords, scopeInWords } from '../../policy/words.ts';
import { inColumns } from './operations.ts';

const MOST = 300;
const words = (text: string) => plain(text, MOST);

/** What a policy says of a request, and which rule says so. */
export function explanationTable(
  known: KnownFacts,
  { version, judgement, refusedBy, aspects, limits }: Explanation,
): string {
  const unknown = Object.keys(Facts.shape).filter((name) => Reflect.get(known, name) === undefined);
  const outcome =
    judgement.outcome === 'refused'
      ? [`Refused: ${words(judgement.why)}`, ...(refusedBy ? [`  decided by  ${said(refusedBy)}`] : [])]
      : [
          judgement.demands.approvers > 0
            ? `Needs an approval, as ${judgement.risk}`
            : `Needs nobody, as ${judgement.risk}`,
          ...(aspects.length > 0 ? [inColumns(aspects.flatMap(aspectRows))] : []),
        ];
  return [
    ...outcome,
    ...(limits.length > 0
      ? ['', 'How near it comes to a number of calls, with itself', inColumns(limits.map(limitRow))]
      : []),
    ...(unknown.length > 0 ? ['', `Not known, so taken for whatever demands most: ${unknown.join(', ')}`] : []),
    ...(unknown.length > 0 ? [`→ Say it with ${unknown.flatMap((name) => options[name] ?? []).join(', ')}.`] : []),
    '',
    `Policy ${version.slice(0, 12)}`,
  ].join('\n');
}

/** How a fact is told; a risk comes with the operation. */
const options: Readonly<Record<string, string>> = {
  customers: '--customer contoso',
  operations: '--operation graph.resetPassword',
  targets: '--targets 1',
  privileged: '--privileged no',
  proof: '--proof linked',
  outOfHours: '--at 2026-11-30T03:00:00Z (where the customer has hours)',
  counts: '--earlier 0',
};

/** Every rule in force. */
export function rulesTable({ rules, version }: Policy, shortfalls: readonly Shortfall[]): string {
  return [
    ...rules.map((rule) =>
      [
        `${words(rule.name)}  (${rule.from})`,
        `  ${words(scopeInWords(rule.when))}`,
        `  → ${words(demandsInWords(rule))}`,
      ].join('\n'),
    ),
    ...shortfalls.map(shortfallPart),
    `Policy ${version.slice(0, 12)}, ${rules.length} rules`,
  ].join('\n\n');
}

/** What can't be satisfied, and what to do about it. */
function shortfallPart({ rule, needs, has }: Shortfall): string {
  const people = needs === 1 ? 'one person' : `${needs} people`;
  return `! “${words(rule.name)}” needs ${people} who may approve, and there ${has === 1 ? 'is one' : `are ${has}`}.
  → Give more people the roles it asks for, and an identity on its chats. Until then nobody can approve what it is about.`;
}

function aspectRows({ aspect, value, decidedBy }: Aspect): string[][] {
  const shown = Array.isArray(value) ? value.join(', ') : value === true ? 'yes' : String(value);
  return decidedBy.map((decider, index) => [
    index === 0 ? `  ${titles[aspect]}` : '',
    index === 0 ? words(shown) : '',
    said(decider),
  ]);
}

const titles = {
  approvers: 'people who approve',
  roles: 'roles of each',
  not: 'who may not',
  expires: 'time to decide',
  surfaces: 'only on',
  verify: 'requester is verified',
  typed: "target's name is typed",
} satisfies Record<Aspect['aspect'], string>;

function limitRow({ rule, counted, most, times }: Nearness): string[] {
  const isReached = times === undefined || times > most;
  return [`  ${isReached ? '!' : ' '} ${times ?? '?'} of ${most}`, words(countedInWords(counted)), said(rule)];
}

function said({ name, from }: Decider): string {
  return `${words(name)} (${from})`;
}
