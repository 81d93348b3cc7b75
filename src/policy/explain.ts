import type { Demands } from '../domain/demands.ts';
import { type Duration, inMilliseconds } from '../lib/duration.ts';
import type { Counted } from './counted.ts';
import type { KnownFacts } from './facts.ts';
import { type Judgement, judge, rulesAbout } from './judge.ts';
import type { Policy, RuleInForce, RuleOrigin } from './policy.ts';
import { type RaisedFacts, raised } from './raised.ts';
import { countedBy, isAboutApartFromCount, timesWith } from './scope.ts';

/** A rule by name, and who wrote it. */
export interface Decider {
  readonly name: string;
  readonly from: RuleOrigin;
}

/** One thing that is demanded, and the rules without which it would be less. */
export interface Aspect {
  readonly aspect: keyof Demands;
  readonly value: Demands[keyof Demands];
  readonly decidedBy: readonly Decider[];
}

/** How near a request comes to a number of calls. */
export interface Nearness {
  readonly rule: Decider;
  readonly counted: Counted;
  readonly most: number;
  /** With this request; absent is not known. */
  readonly times?: number;
}

/** A judgement with its reasons. */
export interface Explanation {
  readonly version: string;
  readonly judgement: Judgement;
  /** Who wrote the rule that refuses, if one does. */
  readonly refusedBy?: Decider;
  readonly aspects: readonly Aspect[];
  readonly limits: readonly Nearness[];
}

/** Which rule decided what. */
export function explain(known: KnownFacts, policy: Policy): Explanation {
  const judgement = judge(known, policy);
  const facts = raised(known);
  const applying = rulesAbout(facts, policy);
  return {
    version: policy.version,
    judgement,
    ...(judgement.outcome === 'refused' ? { refusedBy: originOf(judgement.rule, policy) } : {}),
    aspects: judgement.outcome === 'refused' ? [] : aspectsOf(judgement.demands, applying),
    limits: policy.rules.flatMap((rule) => nearnessOf(rule, facts)),
  };
}

/** What no rule in the policy says is said by the judge. */
function originOf(name: string, { rules }: Policy): Decider {
  return decider(rules.find((rule) => rule.name === name) ?? { name, from: 'built in' });
}

function aspectsOf(demands: Demands, applying: readonly RuleInForce[]): Aspect[] {
  return decidedHow.flatMap(([aspect, decides]) => {
    const value = demands[aspect];
    const isNothing = value === undefined || value === false || value === 0;
    if (isNothing || (demands.approvers === 0 && aspect !== 'verify')) return [];
    return { aspect, value, decidedBy: applying.filter((rule) => decides(rule, demands)).map(decider) };
  });
}

/** Of what is the most, the least or the first, those that say so; of lists, all that add to them. */
const decidedHow: readonly (readonly [keyof Demands, (rule: RuleInForce, demands: Demands) => boolean])[] = [
  ['approvers', (rule, { approvers }) => rule.approvers === approvers],
  ['roles', (rule) => rule.roles !== undefined],
  ['not', (rule) => rule.not !== undefined],
  ['expires', (rule, { expires }) => isAsShort(rule.expires, expires)],
  ['surfaces', (rule) => rule.surfaces !== undefined],
  ['verify', (rule) => rule.verify === true],
  ['typed', (rule) => rule.typed === true],
];

function nearnessOf(rule: RuleInForce, known: RaisedFacts): Nearness[] {
  const counted = countedBy(rule.when);
  if (!counted || !rule.when.beyond || !isAboutApartFromCount(rule.when, known)) return [];
  const times = timesWith(counted, known);
  return [{ rule: decider(rule), counted, most: rule.when.beyond.most, ...(times === undefined ? {} : { times }) }];
}

function isAsShort(one: Duration | undefined, other: Duration): boolean {
  return one !== undefined && inMilliseconds(one) === inMilliseconds(other);
}

function decider({ name, from }: Decider): Decider {
  return { name, from };
}
