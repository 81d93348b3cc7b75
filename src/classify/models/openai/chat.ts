import type { ChatCompletionCreateParamsNonStreaming } from 'openai/resources/chat/completions';
import { z } from 'zod';
import type { Incoming } from '../../../egress/send.ts';
import { jsonIn } from '../../../lib/json-in.ts';
import { createAgreement, isSuccess } from '../agreement.ts';
import type { Complete, Completion, Prompt, Usage } from '../complete.ts';
import { type Means, MOST_OUTPUT } from '../connection.ts';
import { jsonInText } from '../json-in-text.ts';
import { Tokens, usageOf } from '../tokens.ts';
import { kindOf } from './explain.ts';
import { FORM, formats, inWords, lessFormal } from './form.ts';
import { askThroughSdk, type KeyHeader } from './sdk.ts';

type Form = (typeof formats)[number];

/** Asks by chat completions, with what the server understands of forms. */
export function createChat(means: Means, keyHeader: KeyHeader): Complete {
  const agreed = createAgreement<Form>(formats[0], (form, refusal) =>
    isNotUnderstood(refusal) ? lessFormal(form) : undefined,
  );
  return async (prompt, answer, signal) => {
    const incoming = await agreed(async (form) => {
      const body: ChatCompletionCreateParamsNonStreaming = {
        model: means.model.name,
        messages: [
          {
            role: 'system',
            content: form === 'json_schema' ? prompt.system : `${prompt.system}\n\n${inWords(answer)}`,
          },
          { role: 'user', content: prompt.user },
        ],
        ...(await formatOf(form, answer)),
        max_tokens: MOST_OUTPUT, // the newer name is known to few
      };
      return askThroughSdk(means, keyHeader, signal, (client) => client.chat.completions.create(body));
    });
    if (!isSuccess(incoming)) throw means.fail(kindOf(incoming));
    return read(incoming, prompt, means);
  };
}

/** How servers say that they don't know a part of the request. */
function isNotUnderstood(refusal: Incoming): boolean {
  return refusal.status === 501 || ([400, 422].includes(refusal.status) && kindOf(refusal) === 'not-allowed');
}

async function formatOf(form: Form, answer: z.ZodType) {
  if (form === 'none') return {};
  if (form === 'json_object') return { response_format: { type: form } } as const;
  const { zodResponseFormat } = await import('openai/helpers/zod');
  return { response_format: zodResponseFormat(answer, FORM) };
}

const Answered = z.object({
  choices: z.tuple(
    [
      z.object({
        finish_reason: z.string().nullish().catch(undefined),
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish().catch(undefined) }),
      }),
    ],
    z.unknown(),
  ),
  usage: z
    .object({
      prompt_tokens: Tokens,
      prompt_tokens_details: z.object({ cached_tokens: Tokens, cache_write_tokens: Tokens }).nullish().catch(undefined),
      completion_tokens: Tokens,
    })
    .nullish()
    .catch(undefined),
});

function read({ text }: Incoming, prompt: Prompt, { fail }: Means): Completion {
  const { data } = Answered.safeParse(jsonIn(text));
  if (!data) throw fail('not-in-shape');
  const [{ finish_reason, message }] = data.choices;
  const content = message.content ?? '';
  const usage = usedBy(data, prompt, content);
  if (message.refusal || finish_reason === 'content_filter') throw fail('refused', { usage });
  if (finish_reason === 'length') throw fail('cut-off', { usage });
  const value = jsonInText(content);
  if (value === undefined) throw fail('not-in-shape', { usage });
  return { value, usage };
}

const LETTERS_A_TOKEN = 4;

/** Some count nothing; then it is guessed, so that a budget still ends. */
function usedBy({ usage }: z.infer<typeof Answered>, { system, user }: Prompt, content: string): Usage {
  if (usage) {
    const { cached_tokens = 0, cache_write_tokens = 0 } = usage.prompt_tokens_details ?? {};
    return usageOf(usage.prompt_tokens, cached_tokens, usage.completion_tokens, cache_write_tokens);
  }
  const tokens = (length: number) => Math.ceil(length / LETTERS_A_TOKEN);
  return usageOf(tokens(system.length + user.length), 0, tokens(content.length));
}
