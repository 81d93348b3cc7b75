import { afterEach, beforeEach, expect, test } from 'vitest';
import { ModelError } from '../../../../src/classify/models/complete.ts';
import type { ModelConnection } from '../../../../src/classify/models/connection.ts';
import { type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
  await stage.writes('customers: [{ id: contoso, name: Contoso }]\npeople: []');
});
afterEach(() => stage.end());

/** A provider that lists these; the rest of it nobody asks here. */
function listing(name: string, models: readonly string[], more: Partial<ModelConnection> = {}): ModelConnection {
  return {
    ...{ name, title: 'OpenAI', mostOutput: 2_000, isListed: true },
    complete: () => Promise.reject(new Error('nobody is asked here')),
    models: async () => models,
    ...more,
  };
}

const luna = ['gpt-6-luna', 'gpt-6-sol'];
const failing = (kind: ModelError['kind']) =>
  listing('gpt-6-luna', [], {
    models: () => Promise.reject(new ModelError(kind, 'OpenAI said no.', { remedy: 'Ask again.' })),
  });

test('the models are listed, and the chosen one is marked', async () => {
  stage.model = listing('gpt-6-luna', luna);

  const { out, code } = await stage.runs('models');

  expect(out).toMatchInlineSnapshot(`
    "OpenAI
      → gpt-6-luna
        gpt-6-sol"
  `);
  expect(code).toBe(0);
});

test('one that is not listed is told, with what was probably meant', async () => {
  stage.model = listing('gpt-6-lunar', luna);

  const { out, code } = await stage.runs('models');

  expect(out).toContain('! gpt-6-lunar is not among the models that the key may ask. Did you mean gpt-6-luna?');
  expect(code).toBe(0);
});

test('an old one is told, with the one of today', async () => {
  stage.model = listing('gpt-4', ['gpt-4', ...luna], { instead: 'gpt-6-luna' });

  const { out } = await stage.runs('models', '--json');

  expect(JSON.parse(out)).toEqual({
    ...{ provider: 'OpenAI', model: 'gpt-4', listed: 'gpt-4', models: ['gpt-4', ...luna] },
    warnings: ['gpt-4 is an old model. Set MSP_MODEL_NAME to gpt-6-luna, which is asked by default today.'],
  });
});

test('names that would command the terminal do not', async () => {
  stage.model = listing('gpt-6-luna', ['gpt-6-luna', '\u001b[31mred\u202e']);

  const { out } = await stage.runs('models');

  expect([...out].filter((letter) => '\u001b\u202e'.includes(letter))).toEqual([]);
});

test('deployments stand in no list, and that is no fault', async () => {
  stage.model = listing('tickets', luna, { isListed: false });

  expect((await stage.runs('models')).out).not.toContain('!');
  expect((await stage.runs('check')).out).toContain('✓ OpenAI  tickets  2 checks, all well');
});

test('without a model the command says how to set one', async () => {
  const { err, code } = await stage.runs('models');

  expect(err).toMatch(/^No language model is set[\s\S]*→ Set MSP_MODEL/);
  expect(code).toBe(1);
  expect((await stage.runs('check')).out).not.toContain('Language model');
});

test('a provider that fails says what to do', async () => {
  stage.model = failing('wrong-key');

  expect(await stage.runs('models')).toEqual({ out: '', err: 'OpenAI said no.\n→ Ask again.', code: 1 });
});

test.each([
  ['well', () => listing('gpt-6-luna', luna), '✓ OpenAI  gpt-6-luna  3 checks, all well', 0],
  ['listed with its day', () => listing('gpt-6-luna', ['gpt-6-luna-2026-10-01']), '✓', 0],
  ['listed with its tag', () => listing('llama3.2', ['llama3.2:latest']), '✓', 0],
  ['old', () => listing('gpt-4', ['gpt-4'], { instead: 'gpt-6-luna' }), '! OpenAI  gpt-4  not all well', 0],
  ['not listed', () => listing('gpt-7', luna), '✗ OpenAI  gpt-7  not all well', 1],
  ['another one that begins alike', () => listing('gpt-6', ['gpt-6-luna']), '✗', 1],
  ['refused', () => failing('wrong-key'), '✗', 1],
  ['not there', () => failing('unreachable'), '✗', 1],
  ['busy', () => failing('overloaded'), '!', 0],
])('a model that is %s has its row in a check', async (_, model, row, expected) => {
  stage.model = model();

  const { out, code } = await stage.runs('check');

  expect(out).toContain(`Language model\n  ${row}`);
  expect(code).toBe(expected);
});

test('programs get the row as well, and a check of one customer leaves it out', async () => {
  stage.model = failing('wrong-key');

  const [all, one] = [
    await stage.runs('check', '--json'),
    await stage.runs('check', '--customer', 'contoso', '--json'),
  ];

  expect(JSON.parse(all.out)).toMatchObject({
    ok: false,
    model: { result: 'red', findings: [{ ok: false, remedy: 'Ask again.' }] },
  });
  expect(JSON.parse(one.out)).not.toHaveProperty('model');
});
