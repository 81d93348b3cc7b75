import { z } from 'zod';
import { digest } from '../lib/digest.ts';
import { defaultRules } from './defaults.ts';
import { PolicyRule } from './rule.ts';

/** What `desk.yaml` adds to the policy, for everybody or for one customer. */
export const AddedPolicy = z.strictObject({
  rules: z.array(PolicyRule).readonly().default([]).describe('Each one demands something, and takes nothing away.'),
});
export type AddedPolicy = Readonly<z.infer<typeof AddedPolicy>>;

/** Who wrote a rule. */
export type RuleOrigin = 'built in' | 'provider' | 'customer';

/** A rule, and who wrote it. */
export interface RuleInForce extends PolicyRule {
  readonly from: RuleOrigin;
}

/** What a customer's requests have to satisfy. `version` is a digest of all of it. */
export interface Policy {
  readonly version: string;
  readonly rules: readonly RuleInForce[];
  /** The emergency that is on: who opened it, and why. */
  readonly glass?: { readonly id: string; readonly words: string };
}

/** What holds everywhere, what the provider adds, and what it adds for one customer. */
export function policyOf(provider?: AddedPolicy, customer?: AddedPolicy): Policy {
  const from = (origin: RuleOrigin, rules: readonly PolicyRule[] = []) =>
    rules.map((rule) => ({ ...rule, from: origin }));
  const rules = [
    ...from('built in', defaultRules),
    ...from('provider', provider?.rules),
    ...from('customer', customer?.rules),
  ];
  return { version: versionOf(rules), rules };
}

/** The order in which rules and their lists are written makes no difference, nor does it who wrote them. */
function versionOf(rules: readonly RuleInForce[]): string {
  const meant = rules.map(({ from, ...rule }) => digest(inOrder(rule))).sort();
  return digest({ purpose: 'msp.policy.v1', rules: meant });
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return [...new Set(value)].sort();
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, inOrder(inner)]));
}
