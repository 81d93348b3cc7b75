import { expect, test } from 'vitest';
import { openCompatible } from '../../../fakes/models/compatible.ts';
import { openOpenAi } from '../../../fakes/models/openai.ts';
import { connectTo, good } from './a-model.ts';

function connect(name: string) {
  const openai = openOpenAi();
  openai.model.answers(good);
  const model = connectTo({ provider: 'openai', name, key: openai.key }, (request) => openai.answer(request));
  return { ...model, fake: openai.model };
}

test('a model that thinks is told to think little', async () => {
  const { ask, bodies } = connect('gpt-6-luna');

  await ask();

  expect(bodies()).toMatchObject([{ reasoning: { effort: 'low' }, store: false, max_output_tokens: 2_000 }]);
});

test.each([
  ['gpt-4o', 'json_schema', 2],
  ['gpt-4-turbo', 'json_object', 3],
  ['gpt-4', 'text', 4],
])('%s answers as well as it can, and what it refuses is asked once only', async (name, form, tries) => {
  const { ask, bodies } = connect(name);

  const answers = [await ask(), await ask()];

  expect(answers).toMatchObject([{ value: good }, { value: good }]);
  expect(bodies()).toHaveLength(tries + 1);
  expect(bodies().at(-1)).toMatchObject({ text: { format: { type: form } }, max_output_tokens: 400 });
  expect(bodies().at(-1)).not.toHaveProperty('reasoning');
});

test('without a schema the form is said in words', async () => {
  const { ask, bodies } = connect('gpt-4');

  await ask();

  expect(bodies().at(-1).instructions).toMatch(/^You read tickets\.\n\nAnswer with one JSON object.*"category"/s);
});

test.each([
  [{ error: { code: '__proto__' }, status: 'failed' }, 'overloaded'],
  [{ error: { code: 'constructor' }, status: 'failed' }, 'overloaded'],
  [{ error: { code: 'rate_limit_exceeded' }, status: 'failed' }, 'rate-limited'],
  [{ error: { code: 'invalid_prompt' }, status: 'failed' }, 'refused'],
  [{ status: 'in_progress' }, 'not-in-shape'],
  [{ status: 'completed', output: [null, 7, { type: 'message', content: 'no list' }] }, 'not-in-shape'],
])('%j ends as %s', async (body, kind) => {
  const { ask, fake } = connect('gpt-6-luna');
  fake.sends({ status: 200, body: { output: [], ...body } });

  await expect(ask()).rejects.toMatchObject({ kind });
});

test.each([
  [
    { input_tokens: -5, output_tokens: 3 },
    { input: 0, cached: 0, output: 3 },
  ],
  [
    { input_tokens: 'many', output_tokens: 1e300 },
    { input: 0, cached: 0, output: 0 },
  ],
  [
    { input_tokens: 10, input_tokens_details: { cached_tokens: 99 }, output_tokens: 1 },
    { input: 10, cached: 10, output: 1 },
  ],
  [
    { input_tokens: 10, input_tokens_details: { cached_tokens: 4, cache_write_tokens: 99 }, output_tokens: 1 },
    { input: 10, cached: 4, written: 6, output: 1 },
  ],
  [
    { input_tokens: 10, input_tokens_details: 'none', output_tokens: 1 },
    { input: 10, cached: 0, output: 1 },
  ],
])('%j is counted as %j', async (usage, expected) => {
  const { ask, fake } = connect('gpt-6-luna');
  const content = [{ type: 'output_text', text: '{}' }];
  fake.sends({ status: 200, body: { status: 'completed', output: [{ type: 'message', content }], usage } });

  expect(await ask()).toMatchObject({ usage: expected });
});

test.each([
  [['json_schema', 'json_object'], 1],
  [['json_object'], 2],
  [[], 3],
])('a compatible server that knows %j is asked for what it knows', async (forms, requests) => {
  const server = await openCompatible({ forms });
  server.model.answers(good);
  const { ask, bodies } = connectTo({ provider: 'compatible', name: 'llama3.2', url: server.url }, async (request) => {
    const answer = await fetch(`${server.url}/chat/completions`, { method: 'POST', body: request.body });
    return { status: answer.status, body: await answer.text() };
  });

  expect([await ask(), await ask()]).toMatchObject([{ value: good }, { value: good }]);
  expect(bodies()).toHaveLength(requests + 1);
  expect(bodies().at(-1).response_format?.type).toBe(forms[0]);
  await server.close();
});

test.each([
  ['in a code fence', '```json\n{"category": "other"}\n```'],
  ['in a fence without a name', 'Here you are:\n```\n{"category": "other"}\n```\nAnything else?'],
  ['in prose', 'Surely! {"category": "other"} is what I think.'],
  ['behind its thoughts', '<think>{"category": "no"} or what?</think>\n\n{"category": "other"}'],
])('an answer %s is found', async (_, content) => {
  const { ask } = connectTo({ provider: 'compatible', name: 'own', url: 'http://llm.lan' }, () => ({
    status: 200,
    body: { choices: [{ finish_reason: 'eos', message: { content } }] },
  }));

  expect(await ask()).toMatchObject({ value: good, usage: { cached: 0 } });
});

test('a server that counts nothing is guessed, so that a budget still ends', async () => {
  const content = JSON.stringify(good);
  const { ask } = connectTo({ provider: 'compatible', name: 'own', url: 'http://llm.lan' }, () => ({
    status: 200,
    body: { choices: [{ message: { content } }] },
  }));

  const { usage } = await ask();

  expect(usage.input).toBeGreaterThan(3);
  expect(usage.output).toBeGreaterThan(3);
});

test.each([
  ['openai', undefined, 'https://api.openai.com/v1/responses'],
  ['openai', 'https://eu.api.openai.com', 'https://eu.api.openai.com/v1/responses'],
  ['azure', 'https://contoso.openai.azure.com', 'https://contoso.openai.azure.com/openai/v1/responses'],
  ['azure', 'https://contoso.openai.azure.com/openai/v1', 'https://contoso.openai.azure.com/openai/v1/responses'],
  ['compatible', 'http://127.0.0.1:11434', 'http://127.0.0.1:11434/v1/chat/completions'],
  ['compatible', 'https://llm.lan:8443/api/v3', 'https://llm.lan:8443/api/v3/chat/completions'],
  ['anthropic', undefined, 'https://api.anthropic.com/v1/messages'],
  ['anthropic', 'https://gateway.example.com/claude/v1', 'https://gateway.example.com/claude/v1/messages'],
] as const)('%s at %s is asked at %s', async (provider, url, expected) => {
  const { ask, sent } = connectTo({ provider, name: 'own', ...(url && { url }) }, () => ({ status: 500 }));

  await expect(ask()).rejects.toMatchObject({ kind: 'overloaded' });

  expect(sent.at(-1)?.url).toBe(expected);
});

test('who has no key shows none', async () => {
  const { ask, sent } = connectTo({ provider: 'compatible', name: 'own', url: 'http://llm.lan' }, () => ({
    status: 401,
  }));

  await expect(ask()).rejects.toMatchObject({ kind: 'wrong-key' });

  expect(Object.keys(sent[0]?.headers ?? {})).toEqual(['accept', 'content-type']);
});
