import { Risk } from '../domain/risk.ts';
import { type Counted, isSameCount } from './counted.ts';
import { type KnownFacts, Proof } from './facts.ts';
import type { Policy } from './policy.ts';
import { type RaisedFacts, raised } from './raised.ts';
import type { RuleScope } from './rule.ts';

/** Whether a rule is about a request. Rules only demand, so one of which nobody knows is taken to be. */
export function isAbout(when: RuleScope, known: RaisedFacts): boolean {
  return isAboutApartFromCount(when, known) && isBeyond(when, known) !== false;
}

/** The counts that decide about a request, each once: all that has to be looked up before it is judged. */
export function countsNeeded(known: KnownFacts, { rules }: Policy): Counted[] {
  const facts = raised(known);
  const needed = rules.flatMap(({ when }) => (isAboutApartFromCount(when, facts) ? (countedBy(when) ?? []) : []));
  return needed.filter((counted, index) => needed.findIndex((other) => isSameCount(other, counted)) === index);
}

/** What a rule counts, if it does. */
export function countedBy({ beyond, ...when }: RuleScope): Counted | undefined {
  if (!beyond) return undefined;
  const { of, within, operations = when.operations } = beyond;
  const { risk = 'change', declares = 'change' } = when;
  return { of, within, risk: isAtLeast(risk, declares) ? risk : declares, ...(operations ? { operations } : {}) };
}

/** How often it was done with this request; `undefined` is not known. */
export function timesWith(counted: Counted, known: KnownFacts): number | undefined {
  const earlier = known.counts?.filter((count) => isSameCount(count, counted)).map(({ times }) => times) ?? [];
  if (earlier.length === 0 || known.targets === undefined || !known.operations) return undefined;
  const { operations } = counted;
  const calls = operations ? known.operations.filter((name) => operations.includes(name)).length : 1;
  return Math.max(...earlier) + calls * (counted.of === 'target' ? 1 : known.targets);
}

/** `undefined` is not known. */
export function isBeyond(when: RuleScope, known: KnownFacts): boolean | undefined {
  const counted = countedBy(when);
  if (!when.beyond || !counted) return undefined;
  const times = timesWith(counted, known);
  return times === undefined ? undefined : times > when.beyond.most;
}

/** The same, however often it was done already. */
export function isAboutApartFromCount(when: RuleScope, known: RaisedFacts): boolean {
  const { risk, declared, operations, privileged, proof, outOfHours } = known;
  return (
    isAtLeast(risk, when.risk ?? 'change') &&
    (when.declares === undefined || isAtLeast(declared, when.declares)) &&
    (when.operations === undefined || !operations || when.operations.some((name) => operations.includes(name))) &&
    (when.privileged === undefined || privileged !== false) &&
    (when.outOfHours === undefined || outOfHours !== false) &&
    (when.proof === undefined || proof === undefined || isAtLeast(when.proof, proof, Proof.options))
  );
}

function isAtLeast(one: string, other: string, order: readonly string[] = Risk.options): boolean {
  return order.indexOf(one) >= order.indexOf(other);
}
