import { afterEach, expect, test, vi } from 'vitest';
import { openAnthropic } from '../../../fakes/models/anthropic.ts';
import type { VendorAnswer } from '../../../fakes/vendors/vendor.ts';
import { connectTo, good } from './a-model.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

function connect(name: string, list?: () => VendorAnswer) {
  const anthropic = openAnthropic();
  anthropic.model.answers(good);
  const model = connectTo({ provider: 'anthropic', name, key: anthropic.key }, (request) =>
    list && request.method === 'GET' ? list() : anthropic.answer(request),
  );
  return { ...model, fake: anthropic.model, lists: () => model.sent.filter(({ method }) => method === 'GET').length };
}

test.each([
  ['claude-haiku-5-5', { thinking: { type: 'disabled' }, max_tokens: 400 }, 'low'],
  ['claude-mythos-5-2', { max_tokens: 2_000 }, 'low'],
  ['claude-sonnet-4-5', { thinking: { type: 'disabled' }, max_tokens: 400 }, undefined],
])('%s is asked for as little thought as it takes', async (name, expected, effort) => {
  const { ask, bodies, lists } = connect(name);

  await ask();
  await ask();

  expect(bodies()[1]).toMatchObject(expected);
  expect(bodies()[1].output_config.effort).toBe(effort);
  expect(lists()).toBe(1);
});

test.each([
  [403, 1],
  [503, 2],
])('where the list fails with %d the model decides, and the list is asked %d times in two', async (status, times) => {
  const { ask, bodies, lists } = connect('claude-haiku-5-5', () => ({ status, body: {} }));

  expect([await ask(), await ask()]).toMatchObject([{ value: good }, { value: good }]);
  expect(bodies()[1]).not.toHaveProperty('thinking');
  expect(lists()).toBe(times);
});

test('a model whose days are counted is asked without a word on the console', async () => {
  const printed = vi.spyOn(console, 'warn').mockImplementation(() => {});

  await connect('claude-sonnet-4-5').ask();

  expect(printed).not.toHaveBeenCalled();
});

test.each([
  ['pause_turn', 'not-in-shape'],
  ['model_context_window_exceeded', 'cut-off'],
  ['tool_use', 'not-in-shape'],
  ['__proto__', 'not-in-shape'],
  [null, 'not-in-shape'],
])('an answer that ended with %s is %s, whatever it says', async (stop_reason, kind) => {
  const { ask, fake } = connect('claude-haiku-5-5');
  fake.sends({ status: 200, body: { stop_reason, content: [{ type: 'text', text: '{}' }] } });

  await expect(ask()).rejects.toMatchObject({ kind });
});

test.each([
  [429, { type: 'rate_limit_error', details: { error_code: 'enforced_spend_limit_reached' } }, 'out-of-quota'],
  [429, { type: 'rate_limit_error' }, 'rate-limited'],
  [402, {}, 'out-of-quota'],
  [413, { type: 'request_too_large' }, 'too-long'],
  [400, { type: 'constructor' }, 'not-allowed'],
])('a refusal with %d and %j is %s', async (status, error, kind) => {
  const { ask, fake } = connect('claude-haiku-5-5');
  fake.sends({ status, body: { type: 'error', error } });

  await expect(ask()).rejects.toMatchObject({ kind });
});

test('what was written into the cache was read as well', async () => {
  const { ask, fake } = connect('claude-haiku-5-5');
  const usage = { input_tokens: 10, cache_creation_input_tokens: 500, cache_read_input_tokens: 90, output_tokens: 5 };
  fake.sends({ status: 200, body: { stop_reason: 'end_turn', content: [{ type: 'text', text: '{}' }], usage } });

  expect(await ask()).toMatchObject({ usage: { input: 600, cached: 90, written: 500, output: 5 } });
});
