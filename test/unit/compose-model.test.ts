import { expect, test } from 'vitest';
import { z } from 'zod';
import { composeModel } from '../../src/compose-model.ts';
import { readConfig } from '../../src/config.ts';
import { noLog } from '../../src/lib/log.ts';
import { createSecretFilter, WITHHELD } from '../../src/lib/secret-filter.ts';
import { openCompatible } from '../fakes/models/compatible.ts';
import { openOpenAi } from '../fakes/models/openai.ts';
import { openLab } from '../fakes/vendors/lab.ts';

const prompt = { system: 'You read tickets.', user: 'Hello' };
const withheld: string[] = [];
const filter = createSecretFilter({ withheld: (sink) => withheld.push(sink) });
const Answer = z.object({ category: z.string() });

test('a key alone connects nothing', () => {
  expect(composeModel(readConfig({ MSP_MODEL_KEY: 'sk-canary-0123' }), { filter, log: noLog })).toBeUndefined();
});

test('the model of the settings is reached through the proxy of the settings', async () => {
  const openai = openOpenAi();
  const lab = await openLab([openai]);
  const env = { MSP_MODEL: 'openai', MSP_MODEL_KEY: openai.key, HTTPS_PROXY: lab.proxy };
  const model = composeModel(readConfig(env), { filter, log: noLog, ca: lab.ca });
  openai.model.answers({ category: 'other' });

  const completion = await model?.connection.complete(prompt, Answer, new AbortController().signal);

  expect(completion).toMatchObject({ value: { category: 'other' } });
  await model?.close();
  await lab.close();
});

test('a live secret is neither asked about nor answered', async () => {
  const openai = openOpenAi();
  const lab = await openLab([openai]);
  const env = { MSP_MODEL: 'openai', MSP_MODEL_KEY: openai.key, HTTPS_PROXY: lab.proxy };
  const model = composeModel(readConfig(env), { filter, log: noLog, ca: lab.ca });
  filter.known('Kx7-Rm3+Vt9');
  openai.model.answers({ category: 'Kx7-Rm3+Vt9' });

  const asked = { ...prompt, user: 'My password Kx7-Rm3+Vt9 is refused' };
  const completion = await model?.connection.complete(asked, Answer, new AbortController().signal);

  expect(completion?.value).toEqual({ category: WITHHELD });
  expect(JSON.stringify(openai.model.asked())).toContain(`My password ${WITHHELD} is refused`);
  expect(withheld).toEqual(['model', 'model-answer']);
  await model?.close();
  await lab.close();
});

test("one's own model is reached on this machine, over http", async () => {
  const server = await openCompatible();
  const env = { MSP_MODEL: 'compatible', MSP_MODEL_NAME: 'llama3.2', MSP_MODEL_URL: server.url };
  const model = composeModel(readConfig(env), { filter, log: noLog });
  server.model.talks('x'.repeat(1024 * 1024));

  await expect(model?.connection.complete(prompt, Answer, new AbortController().signal)).rejects.toMatchObject({
    kind: 'too-long',
  });
  expect(model?.connection.title).toBe(`The model at ${new URL(server.url).host}`);
  await model?.close();
  await server.close();
});

test('an old name is taken, and the log says which is asked today', () => {
  const warned: unknown[] = [];
  const log = { ...noLog, warn: (...about: unknown[]) => void warned.push(about) };

  composeModel(readConfig({ MSP_MODEL: 'openai', MSP_MODEL_KEY: 'sk-canary-0123', MSP_MODEL_NAME: 'gpt-4' }), {
    filter,
    log,
  });

  expect(warned).toEqual([['model.old', { model: 'gpt-4', instead: 'gpt-6-luna' }]]);
});
