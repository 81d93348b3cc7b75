import type { ResponseCreateParamsNonStreaming } from 'openai/resources/responses/responses';
import { z } from 'zod';
import type { Incoming } from '../../../egress/send.ts';
import { jsonIn } from '../../../lib/json-in.ts';
import { createAgreement, isSuccess } from '../agreement.ts';
import type { Complete, Completion, ModelFailure, Usage } from '../complete.ts';
import { ANSWER_TOKENS, type Means, MOST_OUTPUT } from '../connection.ts';
import { kindIn } from '../failures.ts';
import { Tokens, usageOf } from '../tokens.ts';
import { kindOf, refusedPart } from './explain.ts';
import { type formats, formOf, inWords, lessFormal } from './form.ts';
import { askThroughSdk, type KeyHeader } from './sdk.ts';

/** What a model may be asked with: those that don't think refuse the effort, and old ones a form for their answer. */
interface Shape {
  readonly thinks: boolean;
  readonly form: (typeof formats)[number];
}

/** Asks by the Responses API. Nothing is kept at the provider. */
export function createResponses(means: Means, keyHeader: KeyHeader): Complete {
  const agreed = createAgreement<Shape>({ thinks: true, form: 'json_schema' }, less);
  return async (prompt, answer, signal) => {
    const incoming = await agreed(async ({ thinks, form }) => {
      const schema = await formOf(answer, form);
      const body: ResponseCreateParamsNonStreaming = {
        model: means.model.name,
        instructions: form === 'json_schema' ? prompt.system : `${prompt.system}\n\n${inWords(answer)}`,
        // Where any JSON object is asked for, the input itself has to speak of JSON.
        input: form === 'json_object' ? `${prompt.user}\n\nAnswer in JSON.` : prompt.user,
        text: { format: schema ?? { type: form === 'json_object' ? 'json_object' : 'text' } },
        ...(thinks && { reasoning: { effort: 'low' } }),
        max_output_tokens: thinks ? MOST_OUTPUT : ANSWER_TOKENS,
        store: false,
      };
      return askThroughSdk(means, keyHeader, signal, (client) => client.responses.create(body));
    });
    if (!isSuccess(incoming)) throw means.fail(kindOf(incoming));
    return read(incoming, means);
  };
}

function less(shape: Shape, refusal: Incoming): Shape | undefined {
  const part = refusedPart(refusal);
  if (part.startsWith('reasoning') && shape.thinks) return { ...shape, thinks: false };
  const form = part.startsWith('text') ? lessFormal(shape.form) : undefined;
  return form && { ...shape, form };
}

const Said = z.object({ type: z.string(), text: z.string().optional() });
const Item = z.object({ type: z.literal('message'), content: z.array(Said) });
const Answered = z.object({
  status: z.string(),
  error: z.object({ code: z.string() }).nullish(),
  incomplete_details: z.object({ reason: z.string().nullish() }).nullish(),
  output: z.array(z.unknown()),
  usage: z
    .object({
      input_tokens: Tokens,
      input_tokens_details: z.object({ cached_tokens: Tokens, cache_write_tokens: Tokens }).nullish().catch(undefined),
      output_tokens: Tokens,
    })
    .nullish()
    .catch(undefined),
});
type Answered = z.infer<typeof Answered>;

function read({ text }: Incoming, { fail }: Means): Completion {
  const { data } = Answered.safeParse(jsonIn(text));
  if (!data) throw fail('not-in-shape');
  const usage = usedBy(data);
  const said = data.output.flatMap((item) => Item.safeParse(item).data?.content ?? []);
  const wrong = troubleOf(data, said);
  if (wrong) throw fail(wrong, { usage });
  const value = jsonIn(said.map(({ type, text = '' }) => (type === 'output_text' ? text : '')).join(''));
  if (value === undefined) throw fail('not-in-shape', { usage });
  return { value, usage: usage ?? usageOf(0, 0, 0) };
}

/** Why a response failed, where it is not the server's own trouble. */
const failures: Readonly<Record<string, ModelFailure>> = {
  rate_limit_exceeded: 'rate-limited',
  invalid_prompt: 'refused',
  bio_policy: 'refused',
  misalignment_policy_violation: 'refused',
};

function troubleOf(
  { status, error, incomplete_details }: Answered,
  said: readonly z.infer<typeof Said>[],
): ModelFailure | undefined {
  if (error || status === 'failed') return kindIn(failures, error?.code) ?? 'overloaded';
  if (status === 'incomplete') return incomplete_details?.reason === 'content_filter' ? 'refused' : 'cut-off';
  if (said.some(({ type }) => type === 'refusal')) return 'refused';
  return status === 'completed' ? undefined : 'not-in-shape';
}

function usedBy({ usage }: Answered): Usage | undefined {
  if (!usage) return undefined;
  const { cached_tokens = 0, cache_write_tokens = 0 } = usage.input_tokens_details ?? {};
  return usageOf(usage.input_tokens, cached_tokens, usage.output_tokens, cache_write_tokens);
}
