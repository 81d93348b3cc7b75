import { z } from 'zod';
import { jsonIn } from '../../../lib/json-in.ts';
import { isSuccess } from '../agreement.ts';
import type { Means } from '../connection.ts';
import { kindOf } from './explain.ts';
import { askThroughSdk } from './sdk.ts';

const Support = z
  .object({ supported: z.boolean() })
  .transform(({ supported }) => supported)
  .catch(false);
const Abilities = z
  .object({
    effort: z.object({ low: Support }).transform(({ low }) => low),
    thinking: z.object({ types: z.object({ disabled: Support }) }).transform(({ types }) => types.disabled),
  })
  .transform(({ effort, thinking }): Abilities => ({ takesLowEffort: effort, mayNotThink: thinking }))
  .optional()
  .catch(undefined);
const List = z.object({ data: z.array(z.object({ id: z.string(), capabilities: Abilities })) });

/** All on one page: there have never been that many. */
const MOST = 1_000;

/** What makes a model answer sooner. */
export interface Abilities {
  readonly takesLowEffort: boolean;
  readonly mayNotThink: boolean;
}

/** A model that the key may ask. */
export interface Listed {
  readonly id: string;
  readonly capabilities?: Abilities | undefined;
}

/** Lists what the key may ask, and what each of them can do. */
export async function listModels(means: Means, signal: AbortSignal): Promise<readonly Listed[]> {
  const incoming = await askThroughSdk(means, signal, (client) => client.models.list({ limit: MOST }));
  if (!isSuccess(incoming)) throw means.fail(kindOf(incoming));
  const { success, data } = List.safeParse(jsonIn(incoming.text));
  if (!success) throw means.fail('not-in-shape');
  return data.data.toSorted((one, other) => (one.id < other.id ? -1 : 1));
}
