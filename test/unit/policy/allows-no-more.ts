import type { Demands } from '../../../src/domain/demands.ts';
import { inMilliseconds } from '../../../src/lib/duration.ts';
import type { Judgement } from '../../../src/policy/judge.ts';

/** Whether whoever the one lets through, the other lets through too. */
export function allowsNoMore(one: Judgement, other: Judgement): boolean {
  if (one.outcome === 'refused') return true;
  return other.outcome === 'allowed' && demandsAtLeast(one.demands, other.demands);
}

function demandsAtLeast(one: Demands, other: Demands): boolean {
  return (
    one.approvers >= other.approvers &&
    other.roles.every((role) => one.roles.includes(role)) &&
    other.not.every((bar) => one.not.includes(bar)) &&
    inMilliseconds(one.expires) <= inMilliseconds(other.expires) &&
    isWithin(one.surfaces, other.surfaces) &&
    Number(one.verify) >= Number(other.verify) &&
    Number(one.typed) >= Number(other.typed)
  );
}

/** Nothing named is everywhere. */
function isWithin(some: readonly string[] | undefined, others: readonly string[] | undefined): boolean {
  if (!others) return true;
  return some?.every((surface) => others.includes(surface)) ?? false;
}
