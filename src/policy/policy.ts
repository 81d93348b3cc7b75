import { z } from 'zod';
import { digest } from '../lib/digest.ts';
import { defaultRules } from './defaults.ts';
import { PolicyRule } from './rule.ts';

/** What `desk.yaml` adds to the policy, for everybody or for one customer. */
export const AddedPolicy = z.strictObject({
  rules: z.array(PolicyRule).readonly().default([]).describe('Each one demands something, and takes nothing away.'),
});
export type AddedPolicy = Readonly<z.infer<typeof AddedPolicy>>;

/** What a customer's requests have to satisfy. `version` is a digest of all of it. */
export interface Policy {
  readonly version: string;
  readonly rules: readonly PolicyRule[];
}

/** What holds everywhere, what the provider adds, and what it adds for one customer. */
export function policyOf(...added: readonly (AddedPolicy | undefined)[]): Policy {
  const rules = [...defaultRules, ...added.flatMap((one) => one?.rules ?? [])];
  return { version: digest({ purpose: 'msp.policy.v1', rules }), rules };
}
