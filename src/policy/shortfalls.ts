import type { Customer } from '../domain/customer.ts';
import { hasRole } from '../domain/person.ts';
import type { Roster } from '../domain/roster.ts';
import type { Policy, RuleInForce } from './policy.ts';

/** A rule that a customer's people can't satisfy, so that what it is about comes to nothing. */
export interface Shortfall {
  readonly rule: RuleInForce;
  /** How many different people it needs, and how many there could be at most. */
  readonly needs: number;
  readonly has: number;
}

/** The rules that ask for more approvers than there are. Nothing is loosened for it: such requests find nobody. */
export function shortfallsOf({ rules }: Policy, { id }: Pick<Customer, 'id'>, { people }: Roster): Shortfall[] {
  return rules.flatMap((rule) => {
    const needs = Math.max(rule.approvers ?? 0, rule.roles ? 1 : 0);
    const able = people.filter(
      (person) =>
        ['approver' as const, ...(rule.roles ?? [])].every((role) => hasRole(person, role, id)) &&
        isOnOneOf(person.identities, rule.surfaces),
    );
    return able.length < needs ? [{ rule, needs, has: able.length }] : [];
  });
}

function isOnOneOf(
  identities: readonly { readonly platform: string }[],
  surfaces: readonly string[] | undefined,
): boolean {
  return !surfaces || identities.some(({ platform }) => surfaces.includes(platform));
}
