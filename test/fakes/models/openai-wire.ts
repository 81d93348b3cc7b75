import { randomUUID } from 'node:crypto';
import type { VendorAnswer } from '../vendors/vendor.ts';
import { ARGUMENTS, type Asked, type Behaviour, REFUSAL, type Trouble, USED } from './script.ts';

/** An error as OpenAI writes it. */
export function refusal(
  status: number,
  error: { readonly message: string; readonly type?: string; readonly param?: string; readonly code?: string },
  headers: Readonly<Record<string, string>> = {},
): VendorAnswer {
  const { message, type = 'invalid_request_error', param = null, code = null } = error;
  return { status, headers, body: { error: { message, type, param, code } } };
}

const troubles = {
  limit: (after) =>
    refusal(
      429,
      { message: 'Rate limit reached for requests', type: 'requests', code: 'rate_limit_exceeded' },
      after === undefined ? {} : { 'retry-after': after },
    ),
  quota: () =>
    refusal(429, {
      message: 'You exceeded your current quota, please check your plan and billing details.',
      type: 'insufficient_quota',
      code: 'insufficient_quota',
    }),
  overload: () => refusal(503, { message: 'The engine is currently overloaded', type: 'service_unavailable_error' }),
  breakdown: () => refusal(500, { message: 'The server had an error', type: 'server_error' }),
} satisfies Record<Trouble, (retryAfter?: string) => VendorAnswer>;

/** What the model does, as the Responses API says it. */
export function asResponse(behaviour: Behaviour, asked: Asked): VendorAnswer {
  const said = (...content: unknown[]) => [
    { id: `rs_${randomUUID()}`, type: 'reasoning', summary: [] },
    { id: `msg_${randomUUID()}`, type: 'message', role: 'assistant', status: 'completed', content },
  ];
  const text = (words: string) => said({ type: 'output_text', text: words, annotations: [] });
  const response = (output: unknown[], more: object = {}): VendorAnswer => ({
    status: 200,
    body: {
      ...{ id: `resp_${randomUUID()}`, object: 'response', created_at: 1_795_000_000, model: asked.model },
      ...{ status: 'completed', error: null, incomplete_details: null, output },
      usage: {
        ...{ input_tokens: USED.input, input_tokens_details: { cached_tokens: USED.cached, cache_write_tokens: 0 } },
        ...{ output_tokens: USED.output, output_tokens_details: { reasoning_tokens: 12 } },
        total_tokens: USED.input + USED.output,
      },
      ...more,
    },
  });
  switch (behaviour.does) {
    case 'answer':
      return response(text(String(JSON.stringify(behaviour.of(asked)))));
    case 'talk':
      return response(text(behaviour.text));
    case 'refuse':
      return response(said({ type: 'refusal', refusal: REFUSAL }));
    case 'stop':
      return response(text('{"category": "pass'), {
        ...{ status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } },
      });
    case 'filter':
      return response([], { status: 'incomplete', incomplete_details: { reason: 'content_filter' } });
    case 'call':
      return response([
        { type: 'function_call', call_id: 'call_1', name: 'run_script', arguments: JSON.stringify(ARGUMENTS) },
      ]);
    case 'nothing':
      return response([]);
    case 'send':
      return behaviour.answer;
    case 'trouble':
      return troubles[behaviour.trouble](behaviour.retryAfter);
  }
}

/** The same as a chat completion. */
export function asCompletion(behaviour: Behaviour, asked: Asked): VendorAnswer {
  const completion = (message: object, finish_reason = 'stop'): VendorAnswer => ({
    status: 200,
    body: {
      ...{ id: `chatcmpl-${randomUUID()}`, object: 'chat.completion', created: 1_795_000_000, model: asked.model },
      choices: [{ index: 0, finish_reason, message: { role: 'assistant', content: null, ...message } }],
      usage: {
        ...{ prompt_tokens: USED.input, prompt_tokens_details: { cached_tokens: USED.cached } },
        ...{ completion_tokens: USED.output, total_tokens: USED.input + USED.output },
      },
    },
  });
  switch (behaviour.does) {
    case 'answer':
      return completion({ content: String(JSON.stringify(behaviour.of(asked))) });
    case 'talk':
      return completion({ content: behaviour.text });
    case 'refuse':
      return completion({ refusal: REFUSAL });
    case 'stop':
      return completion({ content: '{"category": "pass' }, 'length');
    case 'filter':
      return completion({}, 'content_filter');
    case 'call': {
      const call = { name: 'run_script', arguments: JSON.stringify(ARGUMENTS) };
      return completion({ tool_calls: [{ id: 'call_1', type: 'function', function: call }] }, 'tool_calls');
    }
    case 'nothing':
      return completion({ content: '' });
    case 'send':
      return behaviour.answer;
    case 'trouble':
      return troubles[behaviour.trouble](behaviour.retryAfter);
  }
}
