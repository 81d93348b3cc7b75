import { inspect } from 'node:util';
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { connectModel } from '../../src/classify/models/all.ts';
import { ModelError } from '../../src/classify/models/complete.ts';
import type { ModelConnection, ModelSettings } from '../../src/classify/models/connection.ts';
import { createSend, type Deadline } from '../../src/egress/create-send.ts';
import { createTransport } from '../../src/egress/transport.ts';
import { type ScriptedModel, USED } from '../fakes/models/script.ts';
import type { Fault, Injected, Match } from '../fakes/vendors/faults.ts';
import type { VendorRequest } from '../fakes/vendors/vendor.ts';

/** A provider with its model, as the suite sees it. */
export interface Provider {
  readonly model: ScriptedModel;
  readonly settings: ModelSettings;
  /** The way to it. */
  readonly way: Parameters<typeof createTransport>[0];
  requests(): readonly VendorRequest[];
  fail(match: Match, fault: Fault): Injected;
  close(): Promise<void>;
}

const Answer = z.object({ category: z.enum(['password_reset', 'other']), device: z.int().nullable(), why: z.string() });
const good = { category: 'password_reset', device: null, why: 'They forgot it.' };
const prompt = { system: 'You read tickets. ZX-CANARY-SYSTEM', user: 'My password is lost. ZX-CANARY-USER' };
/** What must stand in no error: keys, what was asked, and what models and providers say. */
const secret = /canary|Bearer|sorry|Remove-Item/i;

/** What the desk relies on, whoever runs the model. */
export function describeModel(title: string, open: (more?: { readonly name?: string }) => Promise<Provider>): void {
  describe(`a model of ${title}`, () => {
    let provider: Provider;
    let deadlines: AbortController[];
    const closing: (() => Promise<void>)[] = [];

    const connect = (settings: Partial<ModelSettings> = {}): ModelConnection => {
      const transport = createTransport({ ...provider.way, longestAnswer: 1024 * 1024 });
      closing.push(() => transport.close());
      const deadline = (): Deadline => {
        const late = new AbortController();
        deadlines.push(late);
        return { signal: late.signal, cancel: () => {} };
      };
      return connectModel(
        { ...provider.settings, ...settings },
        { createSend: (rules) => createSend({ transport, ...rules, pause: async () => {}, deadline }) },
      );
    };
    const ask = (connection = connect(), signal = new AbortController().signal) =>
      connection.complete(prompt, Answer, signal);
    const failure = async (ending: Promise<unknown> = ask()): Promise<ModelError> => {
      const error = await ending.then(
        () => undefined,
        (caught: unknown) => caught,
      );
      if (error instanceof ModelError) return error;
      throw new Error('This was no ModelError', { cause: error });
    };
    const arrived = () => provider.requests().filter(({ method }) => method === 'POST').length;

    beforeEach(async () => {
      provider = await open();
      deadlines = [];
    });
    afterEach(async () => {
      for (const close of closing.splice(0)) await close();
      await provider.close();
    });
    afterAll(() => {
      vi.unstubAllEnvs();
      vi.restoreAllMocks();
    });

    test('answers in the shape it was asked for, and says what that has cost', async () => {
      provider.model.answers(good);

      const completion = await ask();

      expect(completion).toEqual({ value: good, usage: USED });
      expect(arrived()).toBe(1);
    });

    test('is asked with the prompt as it is, and for a short answer', async () => {
      provider.model.answers(good);

      await ask();

      const [asked] = provider.model.asked();
      const { max_tokens, max_output_tokens = max_tokens, store = false, tools } = Object(asked?.body);
      expect(asked).toMatchObject(prompt);
      expect(max_output_tokens).toBeLessThanOrEqual(connect().mostOutput);
      expect([store, tools]).toEqual([false, undefined]);
    });

    test('answers what its function makes of a request', async () => {
      provider.model.answers(({ user }: { user: string }) => ({ ...good, why: user }));

      expect(await ask()).toMatchObject({ value: { why: prompt.user } });
    });

    test('may answer anything: nobody has looked at the value', async () => {
      provider.model.answers([{ __proto__: null, approve: true }, 7]);

      expect(await ask()).toMatchObject({ value: [{ approve: true }, 7] });
    });

    test.each<[string, (model: ScriptedModel) => void, string]>([
      ['refuses', (model) => model.refuses(), 'refused'],
      ['is filtered', (model) => model.isFiltered(), 'refused'],
      ['is cut off', (model) => model.isCutOff(), 'cut-off'],
      ['calls a tool', (model) => model.callsATool(), 'not-in-shape'],
      ['says nothing', (model) => model.saysNothing(), 'not-in-shape'],
      ['talks', (model) => model.talks('Surely! You should ZX-CANARY reset it.'), 'not-in-shape'],
      ['begins to answer', (model) => model.talks('{"category": "ZX-CANARY'), 'not-in-shape'],
    ])('that %s gives no answer, is not asked again, and has cost something all the same', async (_, act, kind) => {
      act(provider.model);

      const error = await failure();

      expect(error).toMatchObject({ kind, usage: USED });
      expect(arrived()).toBe(1);
    });

    test.each<[string, (model: ScriptedModel) => void, string, number]>([
      ['asked too often', (model) => model.fails('limit'), 'rate-limited', 2],
      ['told to come back soon', (model) => model.fails('limit', { retryAfter: '3' }), 'rate-limited', 2],
      ['told to come back later', (model) => model.fails('limit', { retryAfter: '20' }), 'rate-limited', 1],
      ['not paid', (model) => model.fails('quota'), 'out-of-quota', 1],
      ['overloaded', (model) => model.fails('overload'), 'overloaded', 2],
      ['broken', (model) => model.fails('breakdown'), 'overloaded', 2],
      ['a page', (model) => model.sends({ status: 200, body: '<p>ZX-CANARY</p>' }), 'not-in-shape', 1],
      ['empty', (model) => model.sends({ status: 200, body: '' }), 'not-in-shape', 1],
      ['another JSON', (model) => model.sends({ status: 200, body: ['ZX-CANARY'] }), 'not-in-shape', 1],
      ['no object', (model) => model.sends({ status: 200, body: null }), 'not-in-shape', 1],
      ['moved', (model) => model.sends({ status: 302, headers: { location: '/elsewhere' } }), 'not-in-shape', 1],
      ['forbidden', (model) => model.sends({ status: 403, body: { error: 'ZX-CANARY' } }), 'not-allowed', 1],
      ['endless', (model) => model.talks('ZX-CANARY '.repeat(120_000)), 'too-long', 1],
    ])('that is %s ends as %s%s', async (_, act, kind, requests) => {
      act(provider.model);

      const error = await failure();

      expect(error).toMatchObject({ kind, usage: undefined });
      expect(arrived()).toBe(requests);
    });

    test.each(['limit', 'overload', 'breakdown'] as const)('is asked once more after a %s', async (trouble) => {
      provider.model.answers(good);
      provider.model.fails(trouble, { times: 1 });

      expect(await ask()).toMatchObject({ value: good });
      expect(arrived()).toBe(2);
    });

    test('is asked once more when the connection breaks, and then is unreachable', async () => {
      provider.fail({ method: 'POST' }, { how: 'reset', times: 3 });

      expect(await failure()).toMatchObject({ kind: 'unreachable', usage: undefined });
      expect(arrived()).toBe(2);
    });

    test('that thinks too long is given up, twice', async () => {
      provider.model.answers(good);
      await ask();
      const silences = [0, 1].map(() => provider.fail({ method: 'POST' }, { how: 'silence' }));
      const ending = failure();

      for (const { met, left } of silences) {
        await met;
        deadlines.at(-1)?.abort();
        await left;
      }

      expect(await ending).toMatchObject({ kind: 'too-slow' });
    });

    test('is given up as soon as nobody waits for it', async () => {
      const stop = new AbortController();
      const { met, left } = provider.fail({ method: 'POST' }, { how: 'silence' });
      const ending = ask(connect(), stop.signal);
      await met;

      stop.abort(new Error('Nobody waits'));

      await expect(ending).rejects.toThrow('Nobody waits');
      await left;
      expect(arrived()).toBe(1);
    });

    test('that nobody waits for is not asked at all', async () => {
      await expect(ask(connect(), AbortSignal.abort(new Error('Too late')))).rejects.toThrow('Too late');
      expect(provider.requests()).toEqual([]);
    });

    test('in trouble is left alone for a while', async () => {
      const connection = connect();
      provider.model.fails('breakdown');
      for (const _ of [1, 2]) await failure(ask(connection));
      const before = arrived();

      expect(await failure(ask(connection))).toMatchObject({ kind: 'overloaded', definite: true });
      expect(arrived()).toBe(before);
    });

    test('that is not there says which name is wrong', async () => {
      const error = await failure(ask(connect({ name: 'gpt-99' })));

      expect(error).toMatchObject({ kind: 'unknown-model', remedy: expect.stringContaining('MSP_MODEL_NAME') });
      expect(arrived()).toBe(1);
    });

    test('refuses a wrong key', async () => {
      const error = await failure(ask(connect({ key: 'sk-canary-of-somebody-else' })));

      expect(error).toMatchObject({ kind: 'wrong-key', remedy: expect.stringContaining('MSP_MODEL_KEY') });
    });

    test('never stands in an error with its key, the prompt or its own words', async () => {
      const connection = connect();
      const acts: ((model: ScriptedModel) => void)[] = [
        (model) => model.refuses(),
        (model) => model.callsATool(),
        (model) => model.talks('ZX-CANARY'),
        (model) => model.sends({ status: 400, body: { error: { message: `${prompt.user} ${prompt.system}` } } }),
        (model) => model.fails('quota'),
      ];
      const errors: unknown[] = [await failure(ask(connect({ key: 'sk-canary-wrong' })))];
      for (const act of acts) {
        act(provider.model);
        errors.push(await failure(ask(connection)));
      }
      provider.fail({ method: 'POST' }, { how: 'reset', times: 2 });
      errors.push(await failure(ask(connection)));

      for (const error of errors) {
        const written = inspect(error, { depth: null, showHidden: true, getters: true });
        expect(written).not.toMatch(secret);
        expect(error).toMatchObject({ remedy: expect.stringMatching(/\.$/) });
      }
    });

    test('takes nothing from the environment, and prints nothing', async () => {
      const hostile = Object.entries(environment);
      for (const [name, value] of hostile) vi.stubEnv(name, value);
      const printed = (['log', 'info', 'warn', 'error', 'debug'] as const).map((name) =>
        vi.spyOn(console, name).mockImplementation(() => {}),
      );
      provider.model.answers(good);

      const { value } = await ask();
      await connect().models(new AbortController().signal);

      expect(value).toEqual(good);
      expect(inspect(provider.requests(), { depth: null })).not.toContain('from-the-environment');
      expect(
        provider.requests().flatMap(({ headers }) => Object.keys(headers).filter((name) => !known.includes(name))),
      ).toEqual([]);
      expect(printed.flatMap(({ mock }) => mock.calls)).toEqual([]);
      vi.unstubAllEnvs();
      vi.restoreAllMocks();
    });

    test('that takes its time is waited for', async () => {
      provider.model.answers(good);
      const slow = provider.model.answersSlowly();
      const ending = ask();
      await slow.asked;

      slow.goOn();

      expect(await ending).toMatchObject({ value: good });
    });

    test('is one of those that its provider lists', async () => {
      const names = await connect().models(new AbortController().signal);

      expect(names.length).toBeGreaterThan(1);
      expect(names).toEqual(names.toSorted());
    });

    test.each([['refuses', { key: 'sk-canary-of-somebody-else' }, 'wrong-key']])(
      'a list that its provider %s is an error with its remedy',
      async (_, settings, kind) => {
        expect(await failure(connect(settings).models(new AbortController().signal))).toMatchObject({ kind });
      },
    );
  });
}

const known = [
  ...['accept', 'accept-encoding', 'anthropic-version', 'api-key', 'authorization'],
  ...['connection', 'content-length', 'content-type', 'host', 'transfer-encoding'],
];

/** Everything that the SDKs read from a machine. */
const environment = {
  OPENAI_API_KEY: 'sk-from-the-environment',
  OPENAI_ADMIN_KEY: 'sk-admin-from-the-environment',
  OPENAI_ORG_ID: 'from-the-environment',
  OPENAI_PROJECT_ID: 'from-the-environment',
  OPENAI_BASE_URL: 'https://from-the-environment.example/v1',
  OPENAI_LOG: 'debug',
  OPENAI_CUSTOM_HEADERS: 'x-stray: from-the-environment\nauthorization: Bearer from-the-environment',
  OPENAI_WEBHOOK_SECRET: 'from-the-environment',
  OPENAI_API_VERSION: 'from-the-environment',
  AZURE_OPENAI_API_KEY: 'from-the-environment',
  ANTHROPIC_API_KEY: 'sk-ant-from-the-environment',
  ANTHROPIC_AUTH_TOKEN: 'from-the-environment',
  ANTHROPIC_BASE_URL: 'https://from-the-environment.example',
  ANTHROPIC_LOG: 'debug',
  ANTHROPIC_PROFILE: 'from-the-environment',
  ANTHROPIC_CONFIG_DIR: '/from-the-environment',
  ANTHROPIC_CUSTOM_HEADERS:
    'x-stray: from-the-environment\nauthorization: Bearer from-the-environment\nanthropic-version: 2020-01-01',
  ANTHROPIC_OPEN_TELEMETRY: 'true',
  ANTHROPIC_OPEN_TELEMETRY_TRACES_CONTENT_MODE: 'content',
  HTTPS_PROXY: 'http://127.0.0.1:9',
  HTTP_PROXY: 'http://127.0.0.1:9',
};
