import type { MessageCreateParamsNonStreaming } from '@anthropic-ai/sdk/resources/messages';
import { z } from 'zod';
import type { Incoming } from '../../../egress/send.ts';
import { jsonIn } from '../../../lib/json-in.ts';
import { isSuccess } from '../agreement.ts';
import { type Complete, type Completion, ModelError, type ModelFailure, type Usage } from '../complete.ts';
import { ANSWER_TOKENS, type Means, type Member, MOST_OUTPUT } from '../connection.ts';
import { kindIn } from '../failures.ts';
import { isNamed } from '../named.ts';
import { Tokens, usageOf } from '../tokens.ts';
import { kindOf } from './explain.ts';
import { type Abilities, listModels } from './models.ts';
import { askThroughSdk } from './sdk.ts';

/** Anthropic's Messages API. */
export const anthropic: Member = {
  kindOf,
  connect: (means) => ({
    complete: createComplete(means),
    models: async (signal) => (await listModels(means, signal)).map(({ id }) => id),
  }),
};

function createComplete(means: Means): Complete {
  let known: Abilities | undefined;

  return async (prompt, answer, signal) => {
    known ??= await abilitiesOf(means, signal);
    const { takesLowEffort, mayNotThink } = known ?? noneKnown;
    const { zodOutputFormat } = await import('@anthropic-ai/sdk/helpers/zod');
    const body: MessageCreateParamsNonStreaming = {
      model: means.model.name,
      max_tokens: mayNotThink ? ANSWER_TOKENS : MOST_OUTPUT,
      system: prompt.system,
      messages: [{ role: 'user', content: prompt.user }],
      output_config: { format: zodOutputFormat(answer), ...(takesLowEffort && { effort: 'low' }) },
      ...(mayNotThink && { thinking: { type: 'disabled' } }),
    };
    // The SDK's own verb for it prints a warning about some models.
    const incoming = await askThroughSdk(means, signal, (client) => client.post('/v1/messages', { body }));
    if (!isSuccess(incoming)) throw means.fail(kindOf(incoming));
    return read(incoming, means);
  };
}

const noneKnown: Abilities = { takesLowEffort: false, mayNotThink: false };
const mayPass: readonly ModelFailure[] = ['rate-limited', 'overloaded', 'unreachable', 'too-slow'];

/**
 * Models refuse what they can't do, without saying what it was; so the list is asked once. Where it says nothing, the model
 * decides by itself; `undefined` where it may say more the next time.
 */
async function abilitiesOf(means: Means, signal: AbortSignal): Promise<Abilities | undefined> {
  try {
    const listed = await listModels(means, signal);
    return listed.find(({ id }) => isNamed(means.model.name, id))?.capabilities ?? noneKnown;
  } catch (error) {
    return error instanceof ModelError && !mayPass.includes(error.kind) ? noneKnown : undefined;
  }
}

const Answered = z.object({
  stop_reason: z.string().nullish(),
  content: z.array(z.object({ type: z.string(), text: z.string().optional().catch(undefined) })),
  usage: z
    .object({
      input_tokens: Tokens,
      cache_creation_input_tokens: Tokens,
      cache_read_input_tokens: Tokens,
      output_tokens: Tokens,
    })
    .nullish()
    .catch(undefined),
});

const wholeEnds = ['end_turn', 'stop_sequence'];
const brokenEnds: Readonly<Record<string, ModelFailure>> = {
  refusal: 'refused',
  max_tokens: 'cut-off',
  model_context_window_exceeded: 'cut-off',
};

function read({ text }: Incoming, { fail }: Means): Completion {
  const { data } = Answered.safeParse(jsonIn(text));
  if (!data) throw fail('not-in-shape');
  const usage = usedBy(data);
  const end = data.stop_reason ?? '';
  if (!wholeEnds.includes(end)) throw fail(kindIn(brokenEnds, end) ?? 'not-in-shape', { usage });
  const value = jsonIn(data.content.map(({ type, text = '' }) => (type === 'text' ? text : '')).join(''));
  if (value === undefined) throw fail('not-in-shape', { usage });
  return { value, usage: usage ?? usageOf(0, 0, 0) };
}

/** What was kept is counted beside what was read, and belongs to it. */
function usedBy({ usage }: z.infer<typeof Answered>): Usage | undefined {
  if (!usage) return undefined;
  const { input_tokens, cache_creation_input_tokens, cache_read_input_tokens, output_tokens } = usage;
  const input = input_tokens + cache_creation_input_tokens + cache_read_input_tokens;
  return usageOf(input, cache_read_input_tokens, output_tokens, cache_creation_input_tokens);
}
