import { randomUUID } from 'node:crypto';
import type { FakeVendor, VendorAnswer, VendorRequest } from '../vendors/vendor.ts';
import {
  ARGUMENTS,
  type Asked,
  type Behaviour,
  createScript,
  REFUSAL,
  type ScriptedModel,
  schemaFault,
  type Trouble,
  USED,
} from './script.ts';

/** Anthropic with the models that one key may ask. */
export interface FakeAnthropic extends FakeVendor {
  readonly key: string;
  readonly model: ScriptedModel;
}

/** Which model there is, and what it takes. */
const models: Readonly<Record<string, { readonly effort: boolean; readonly mayNotThink: boolean }>> = {
  'claude-haiku-5-5': { effort: true, mayNotThink: true },
  'claude-mythos-5-2': { effort: true, mayNotThink: false },
  'claude-sonnet-4-5-20250929': { effort: false, mayNotThink: true },
};

/** Opens it. */
export function openAnthropic(): FakeAnthropic {
  const key = 'sk-ant-api03-canary-anthropic-0123456789';
  const { model, hears, next } = createScript();

  return {
    hosts: ['api.anthropic.com'],
    specs: ['anthropic'],
    key,
    model,
    enrol: () => ({ connection: {}, credentials: {} }),
    async answer(request) {
      const { headers, path } = request;
      if (!headers['anthropic-version'])
        return refusal(400, 'invalid_request_error', 'anthropic-version: header is required');
      if (headers.authorization !== `Bearer ${key}` && headers['x-api-key'] !== key)
        return refusal(401, 'authentication_error', `invalid bearer token: ${headers.authorization}`);
      if (path === '/v1/models') return list();
      if (path !== '/v1/messages') return refusal(404, 'not_found_error', 'Not found');
      const asked = askedIn(request);
      hears(asked);
      const [, behind] = Object.entries(models).find(([id]) => id.startsWith(asked.model)) ?? [];
      if (!behind) return refusal(404, 'not_found_error', `model: ${asked.model}`);
      return refused(asked, behind) ?? asMessage(await next(), asked);
    },
  };
}

function refusal(
  status: number,
  type: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): VendorAnswer {
  return { status, headers, body: { type: 'error', error: { type, message }, request_id: `req_${randomUUID()}` } };
}

function list(): VendorAnswer {
  const data = Object.entries(models).map(([id, { effort, mayNotThink }]) => ({
    ...{ id, type: 'model', display_name: id, created_at: '2026-10-01T00:00:00Z', lifecycle: 'active' },
    capabilities: {
      effort: { supported: effort, low: { supported: effort } },
      thinking: { supported: true, types: { disabled: { supported: mayNotThink } } },
    },
  }));
  return { status: 200, body: { data, has_more: false, first_id: data[0]?.id, last_id: data.at(-1)?.id } };
}

function askedIn({ body, headers }: VendorRequest): Asked {
  const content = JSON.parse(body);
  const { model, system, messages } = content;
  return { model, system: String(system ?? ''), user: String(messages[0]?.content), body: content, headers };
}

function refused({ body }: Asked, { effort, mayNotThink }: (typeof models)[string]): VendorAnswer | undefined {
  const { output_config: output, thinking } = Object(body);
  if (output?.effort && !effort)
    return refusal(400, 'invalid_request_error', 'This model does not support the effort parameter.');
  if (thinking?.type === 'disabled' && !mayNotThink)
    return refusal(400, 'invalid_request_error', 'thinking.type: disabled is not supported');
  const fault = schemaFault(output?.format?.schema, { allRequired: false });
  return fault ? refusal(400, 'invalid_request_error', `output_config.format.schema: ${fault}`) : undefined;
}

const troubles = {
  limit: (after) =>
    refusal(
      429,
      'rate_limit_error',
      'This request would exceed your rate limit',
      after ? { 'retry-after': after } : {},
    ),
  quota: () => refusal(402, 'billing_error', 'Your credit balance is too low'),
  overload: () => refusal(529, 'overloaded_error', 'Overloaded'),
  breakdown: () => refusal(500, 'api_error', 'Internal server error'),
} satisfies Record<Trouble, (retryAfter?: string) => VendorAnswer>;

function asMessage(behaviour: Behaviour, asked: Asked): VendorAnswer {
  const message = (content: readonly unknown[], stop_reason = 'end_turn'): VendorAnswer => ({
    status: 200,
    body: {
      ...{ id: `msg_${randomUUID()}`, type: 'message', role: 'assistant', model: asked.model, content },
      ...{ stop_reason, stop_sequence: null },
      usage: {
        ...{ input_tokens: USED.input - USED.cached, cache_read_input_tokens: USED.cached },
        ...{ cache_creation_input_tokens: 0, output_tokens: USED.output },
      },
    },
  });
  const text = (words: string) => [{ type: 'text', text: words, citations: null }];
  switch (behaviour.does) {
    case 'answer':
      return message([{ type: 'thinking', thinking: 'Hm.' }, ...text(String(JSON.stringify(behaviour.of(asked))))]);
    case 'talk':
      return message(text(behaviour.text));
    case 'refuse':
      return message(text(REFUSAL), 'refusal');
    case 'stop':
      return message(text('{"category": "pass'), 'max_tokens');
    case 'filter':
      return message([], 'refusal');
    case 'call':
      return message([{ type: 'tool_use', id: 'toolu_1', name: 'run_script', input: ARGUMENTS }], 'tool_use');
    case 'nothing':
      return message([]);
    case 'send':
      return behaviour.answer;
    case 'trouble':
      return troubles[behaviour.trouble](behaviour.retryAfter);
  }
}
