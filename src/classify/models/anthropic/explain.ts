import { z } from 'zod';
import type { Incoming } from '../../../egress/send.ts';
import { jsonIn } from '../../../lib/json-in.ts';
import type { ModelFailure } from '../complete.ts';
import { kindIn, kindOfStatus } from '../failures.ts';

const text = z.string().nullish().catch(undefined);
const Refusal = z.object({
  error: z.object({ type: text, details: z.object({ error_code: text }).nullish().catch(undefined) }),
});

/** Words of Anthropic that say more than the status. */
const kinds: Readonly<Record<string, ModelFailure>> = {
  billing_error: 'out-of-quota',
  contract_spend_limit_reached: 'out-of-quota',
  enforced_spend_limit_reached: 'out-of-quota',
  authentication_error: 'wrong-key',
  permission_error: 'not-allowed',
  not_found_error: 'unknown-model',
  request_too_large: 'too-long',
  rate_limit_error: 'rate-limited',
  overloaded_error: 'overloaded',
  timeout_error: 'overloaded',
  api_error: 'overloaded',
};

/** What a refusal means. */
export function kindOf({ status, text }: Incoming): ModelFailure {
  const { type, details } = Refusal.safeParse(jsonIn(text)).data?.error ?? {};
  return kindIn(kinds, details?.error_code) ?? kindIn(kinds, type) ?? kindOfStatus(status);
}
