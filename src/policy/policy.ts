import { digest } from '../lib/digest.ts';
import { defaultRules } from './defaults.ts';
import type { PolicyRule } from './rule.ts';

/** What a customer's requests have to satisfy. `version` is a digest of all of it. */
export interface Policy {
  readonly version: string;
  readonly rules: readonly PolicyRule[];
}

/** What holds everywhere, what the provider adds, and what it adds for one customer. */
export function policyOf(...added: readonly (readonly PolicyRule[])[]): Policy {
  const rules = [...defaultRules, ...added.flat()];
  return { version: digest({ purpose: 'msp.policy.v1', rules }), rules };
}
