import type { Demands } from '../domain/demands.ts';
import { Risk } from '../domain/risk.ts';
import { nothingDemanded, withRule } from './demands.ts';
import type { KnownFacts, Proof } from './facts.ts';
import type { Policy } from './policy.ts';
import type { RuleScope } from './rule.ts';

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
export function judge(known: KnownFacts, { rules }: Policy): Judgement {
  const { customers, operations, targets } = known;
  if (!customers || customers.length === 0 || !operations || operations.length === 0 || targets === undefined)
    return refused('It is not known whose systems this touches, or what it does to how many.', 'absent facts refuse');
  if (new Set(customers).size > 1)
    return refused('This touches more than one customer.', 'nothing crosses between customers');

  const risk = riskOf(known);
  const applying = rules.filter(({ when }) => isAbout(when, { ...known, risk }));
  const refusing = applying.find(({ refuse }) => refuse !== undefined);
  if (refusing?.refuse !== undefined) return refused(refusing.refuse, refusing.name);
  return {
    outcome: 'allowed',
    risk,
    demands: applying.reduce(withRule, nothingDemanded),
    rules: applying.map(({ name }) => name),
  };
}

/** More than one target is one step more; what is not known is the worst. */
function riskOf({ risk, targets }: KnownFacts): Risk {
  if (risk === undefined) return 'critical';
  const raised = Risk.options.indexOf(risk) + (targets === 1 ? 0 : 1);
  return Risk.options[Math.min(raised, Risk.options.length - 1)] ?? 'critical';
}

/** Rules only demand, so a rule of which nobody knows whether it is about this is taken to be. */
function isAbout(when: RuleScope, { risk, operations, privileged, proof }: KnownFacts): boolean {
  return (
    (when.risk === undefined || risk === undefined || Risk.options.indexOf(risk) >= Risk.options.indexOf(when.risk)) &&
    (when.operations === undefined || !operations || when.operations.some((name) => operations.includes(name))) &&
    (when.privileged === undefined || privileged !== false) &&
    (when.proof === undefined || proof === undefined || proofs.indexOf(proof) <= proofs.indexOf(when.proof))
  );
}

const proofs: readonly Proof[] = ['none', 'linked', 'verified'];

function refused(why: string, rule: string): Judgement {
  return { outcome: 'refused', why, rule };
}
