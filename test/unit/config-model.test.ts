import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from '../../src/config.ts';
import { supersededBy } from '../../src/domain/language-model.ts';

const openai = { MSP_MODEL: 'openai', MSP_MODEL_KEY: 'sk-canary-0123456789' };
const anthropic = { MSP_MODEL: 'anthropic', MSP_MODEL_KEY: 'sk-ant-canary-0123456789' };
const azure = {
  MSP_MODEL: 'azure',
  MSP_MODEL_KEY: '0123456789abcdef0123456789abcdef',
  MSP_MODEL_NAME: 'tickets',
  MSP_MODEL_URL: 'https://contoso.openai.azure.com/',
};
const compatible = { MSP_MODEL: 'compatible', MSP_MODEL_NAME: 'llama3.2', MSP_MODEL_URL: 'http://127.0.0.1:11434/v1' };

function refusal(env: Record<string, string>): ConfigError {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('Nothing was refused');
}

describe('the language model', () => {
  test('is off, whatever key is there', () => {
    expect(readConfig({ MSP_MODEL_KEY: openai.MSP_MODEL_KEY }).model).toBeUndefined();
    expect(readConfig({ ...openai, MSP_MODEL: 'off' }).model).toBeUndefined();
  });

  test('is the usual one of its provider', () => {
    const usual = { budget: 20, perMinute: 60 };

    expect(readConfig(openai).model).toEqual({
      ...{ provider: 'openai', name: 'gpt-6-luna', key: openai.MSP_MODEL_KEY },
      ...usual,
    });
    expect(readConfig(anthropic).model).toMatchObject({ provider: 'anthropic', name: 'claude-haiku-5-5' });
    expect(readConfig(azure).model).toMatchObject({ name: 'tickets', url: 'https://contoso.openai.azure.com' });
    expect(readConfig(compatible).model).toEqual({
      ...{ provider: 'compatible', name: 'llama3.2', url: 'http://127.0.0.1:11434/v1' },
      ...usual,
    });
  });

  test('takes its price, budget and pace from the settings', () => {
    const settings = { MSP_MODEL_PRICE: '0.25/0.025/2', MSP_MODEL_BUDGET: '7.50', MSP_MODEL_PER_MINUTE: '5' };

    expect(readConfig({ ...openai, ...settings }).model).toMatchObject({
      price: { input: 0.25, cached: 0.025, output: 2 },
      budget: 7.5,
      perMinute: 5,
    });
  });
});

test.each([
  ['azure without anything', { MSP_MODEL: 'azure' }, ['MSP_MODEL_KEY', 'MSP_MODEL_NAME', 'MSP_MODEL_URL']],
  ['compatible without anything', { MSP_MODEL: 'compatible' }, ['MSP_MODEL_NAME', 'MSP_MODEL_URL']],
  ['openai without a key', { MSP_MODEL: 'openai' }, ['MSP_MODEL_KEY']],
  ['another provider', { ...openai, MSP_MODEL: 'gpt' }, ['MSP_MODEL']],
  ['a key with a space', { ...openai, MSP_MODEL_KEY: 'sk-canary 0123' }, ['MSP_MODEL_KEY']],
  ['a name with a line break', { ...openai, MSP_MODEL_NAME: 'gpt\n6' }, ['MSP_MODEL_NAME']],
  ['a price with two parts', { ...openai, MSP_MODEL_PRICE: '1/2' }, ['MSP_MODEL_PRICE']],
  ['a price below nothing', { ...openai, MSP_MODEL_PRICE: '1/-2/3' }, ['MSP_MODEL_PRICE']],
  ['a budget in words', { ...openai, MSP_MODEL_BUDGET: 'plenty' }, ['MSP_MODEL_BUDGET']],
  ['no requests at all', { ...openai, MSP_MODEL_PER_MINUTE: '0' }, ['MSP_MODEL_PER_MINUTE']],
])('%s is refused', (_, env, expected) => {
  expect(refusal(env).problems.map(({ setting }) => setting)).toEqual(expected);
});

test.each([
  ['http to a public host', 'http://llm.example.com/v1'],
  ['a user name', 'https://ada:canary@llm.example.com/v1'],
  ['a query', 'https://llm.example.com/v1?key=canary'],
  ['a part behind a hash', 'https://llm.example.com/v1#canary'],
  ['capital letters', 'https://LLM.example.com/v1'],
  ['the usual port', 'https://llm.example.com:443/v1'],
  ['dot segments', 'https://llm.example.com/v1/../v2'],
  ['another way to write this machine', 'http://127.1:11434/v1'],
  ['a backslash', 'https:\\\\llm.example.com'],
  ['no scheme', 'llm.example.com/v1'],
  ['a file', 'file:///etc/passwd'],
])('an address with %s is refused', (_, url) => {
  const { problems, message } = refusal({ ...compatible, MSP_MODEL_URL: url });

  expect(problems).toMatchObject([{ setting: 'MSP_MODEL_URL' }]);
  expect(message).not.toContain('canary');
});

test.each([
  ['of Anthropic', { ...openai, MSP_MODEL_KEY: anthropic.MSP_MODEL_KEY }, 'key of Anthropic', 'MSP_MODEL to anthropic'],
  ['of OpenAI', { ...anthropic, MSP_MODEL_KEY: openai.MSP_MODEL_KEY }, 'key of OpenAI', 'MSP_MODEL to openai'],
  ['of OpenAI', { ...azure, MSP_MODEL_KEY: openai.MSP_MODEL_KEY }, 'key of OpenAI', 'MSP_MODEL to openai'],
  ['of nobody', { ...openai, MSP_MODEL_KEY: 'canary-0123' }, 'no key for openai', 'begins with sk-'],
])('a key %s is named as such, and never shown', (_, env, problem, remedy) => {
  const { problems, message } = refusal(env);

  expect(problems).toEqual([
    {
      setting: 'MSP_MODEL_KEY',
      problem: expect.stringContaining(problem),
      remedy: expect.stringContaining(remedy),
    },
  ]);
  expect(message).not.toContain('canary');
});

test('what a compatible address takes as its key is its own affair', () => {
  const keys = [openai.MSP_MODEL_KEY, anthropic.MSP_MODEL_KEY, 'anything-else'];

  expect(keys.map((key) => readConfig({ ...compatible, MSP_MODEL_KEY: key }).model?.key)).toEqual(keys);
});

test.each([
  ['openai', 'gpt-4'],
  ['openai', 'gpt-4-turbo'],
  ['openai', 'gpt-3.5-turbo'],
  ['openai', 'gpt-4o-mini'],
  ['anthropic', 'claude-3-opus-20240229'],
  ['anthropic', 'claude-3-sonnet'],
  ['anthropic', 'claude-3-haiku'],
  ['anthropic', 'claude-3-7-sonnet-latest'],
  ['anthropic', 'claude-2.1'],
  ['anthropic', 'claude-sonnet-4-20250514'],
  ['anthropic', 'claude-sonnet-4-5'],
] as const)('of %s, %s is an old name', (provider, name) => {
  expect(supersededBy(provider, name)).toMatch(/^(gpt-6-luna|claude-haiku-5-5)$/);
});

test.each([
  ['openai', 'gpt-6-luna'],
  ['openai', 'gpt-4.1'],
  ['openai', 'o3'],
  ['anthropic', 'claude-haiku-5-5'],
  ['anthropic', 'claude-opus-4-8'],
  ['azure', 'gpt-4'],
  ['compatible', 'gpt-4'],
] as const)('of %s, %s is not', (provider, name) => {
  expect(supersededBy(provider, name)).toBeUndefined();
});
