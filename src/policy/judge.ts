import type { Demands } from '../domain/demands.ts';
import type { Risk } from '../domain/risk.ts';
import { eased } from './break-glass.ts';
import { nothingDemanded, withRule } from './demands.ts';
import type { KnownFacts } from './facts.ts';
import type { Policy, RuleInForce } from './policy.ts';
import { type RaisedFacts, raised } from './raised.ts';
import { isAbout, isBeyond } from './scope.ts';

/** What a policy says of a request, and which rules said so. */
export type Judgement =
  | { readonly outcome: 'refused'; readonly why: string; readonly rule: string }
  | {
      readonly outcome: 'allowed';
      /** With what the number of targets adds to it. */
      readonly risk: Risk;
      readonly demands: Demands;
      /** The rules that apply, by name. */
      readonly rules: readonly string[];
    };

/** A pure question: the same facts and the same policy always get the same answer. */
export function judge(known: KnownFacts, policy: Policy): Judgement {
  const { customers, operations, targets } = known;
  if (!customers || customers.length === 0 || !operations || operations.length === 0 || targets === undefined)
    return refused('It is not known whose systems this touches, or what it does to how many.', 'absent facts refuse');
  if (new Set(customers).size > 1)
    return refused('This touches more than one customer.', 'nothing crosses between customers');

  const facts = raised(known);
  const applying = rulesAbout(facts, policy);
  const refusal = refusalOf(applying, facts);
  if (refusal) return refusal;

  const demanded = applying.reduce(withRule, nothingDemanded);
  const demands = policy.glass === undefined ? demanded : eased(demanded);
  if (demands.surfaces?.length === 0)
    return refused(
      'The rules leave no chat on which this could be approved.',
      'a request needs a chat to be approved on',
    );
  return { outcome: 'allowed', risk: facts.risk, demands, rules: applying.map(({ name }) => name) };
}

/** The rules that decide about it. */
export function rulesAbout(known: RaisedFacts, { rules }: Policy): RuleInForce[] {
  return rules.filter(({ when }) => isAbout(when, known));
}

/** What is sure is told before what is only not known. */
function refusalOf(applying: readonly RuleInForce[], known: KnownFacts): Judgement | undefined {
  const refusing = applying.filter(({ refuse }) => refuse !== undefined);
  const isUnknown = ({ when }: RuleInForce) => when.beyond !== undefined && isBeyond(when, known) === undefined;
  const rule = refusing.find((one) => !isUnknown(one)) ?? refusing[0];
  if (rule?.refuse === undefined) return undefined;
  const { within } = rule.when.beyond ?? {};
  return refused(
    isUnknown(rule) ? `It is not known how often this was done within ${within}.` : rule.refuse,
    rule.name,
  );
}

function refused(why: string, rule: string): Judgement {
  return { outcome: 'refused', why, rule };
}
