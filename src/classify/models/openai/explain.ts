import { z } from 'zod';
import type { Incoming } from '../../../egress/send.ts';
import { jsonIn } from '../../../lib/json-in.ts';
import type { ModelFailure } from '../complete.ts';
import { kindIn, kindOfStatus } from '../failures.ts';

const text = z.string().nullish().catch(undefined);
const Refusal = z.object({ error: z.object({ code: text, type: text, param: text }) });

/** Words of OpenAI, Azure and those who speak like them that say more than the status. */
const kinds: Readonly<Record<string, ModelFailure>> = {
  insufficient_quota: 'out-of-quota',
  billing_hard_limit_reached: 'out-of-quota',
  billing_not_active: 'out-of-quota',
  model_not_found: 'unknown-model',
  DeploymentNotFound: 'unknown-model',
  content_filter: 'refused',
  content_policy_violation: 'refused',
  context_length_exceeded: 'too-long',
  string_above_max_length: 'too-long',
};

/** What a refusal means. */
export function kindOf(incoming: Incoming): ModelFailure {
  const { code, type } = refusalIn(incoming);
  return kindIn(kinds, code) ?? kindIn(kinds, type) ?? kindOfStatus(incoming.status);
}

/** The part of the request that was refused, e.g. `reasoning.effort`; empty where nobody says. */
export function refusedPart(incoming: Incoming): string {
  return incoming.status === 400 ? (refusalIn(incoming).param ?? '') : '';
}

function refusalIn({ text }: Incoming): z.infer<typeof Refusal>['error'] {
  return Refusal.safeParse(jsonIn(text)).data?.error ?? {};
}
