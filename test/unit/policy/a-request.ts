import type { Facts, KnownFacts } from '../../../src/policy/facts.ts';
import { type Policy, policyOf } from '../../../src/policy/policy.ts';
import { PolicyRule } from '../../../src/policy/rule.ts';
import { countsNeeded } from '../../../src/policy/scope.ts';

/** Everything that is known of a request to give Ada a new password. */
export const resetOfAda = {
  customers: ['contoso'],
  operations: ['graph.resetPassword'],
  risk: 'sensitive',
  targets: 1,
  privileged: false,
  proof: 'verified',
  outOfHours: false,
} as const satisfies Omit<Facts, 'counts'>;

/** The same request, of which everything was counted that a policy asks for. */
export function counted(known: KnownFacts, policy: Policy, times: number): KnownFacts {
  return { ...known, counts: countsNeeded(known, policy).map((one) => ({ ...one, times })) };
}

/** What is built in, and what a customer adds. */
export function withRules(...rules: readonly unknown[]): Policy {
  return policyOf(undefined, { rules: rules.map((rule) => PolicyRule.parse(rule)) });
}
