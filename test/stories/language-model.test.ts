import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type App, createApp } from '../../src/app.ts';
import type { Customer } from '../../src/domain/customer.ts';
import { noLog } from '../../src/lib/log.ts';
import { createPool, type Pool } from '../../src/store/pool.ts';
import { describeWithDatabase, type FreshDatabase, freshDatabase } from '../fakes/database.ts';
import { configWith } from '../fakes/models/config.ts';
import { type FakeOpenAi, openOpenAi } from '../fakes/models/openai.ts';
import { type Notebook, notebookRoster, openNotebook } from '../fakes/notebook.ts';
import { type Lab, openLab } from '../fakes/vendors/lab.ts';

/** With two more for a machine that is busy with other tests. */
const EIGHT_SECONDS = { timeout: 10_000 };

/** What goes wrong with a model, and what technicians are told of it. */
interface Trouble {
  readonly that: string;
  readonly because: string;
  /** Whether only a person can put it right. */
  readonly wakes?: true;
  readonly key?: string;
  readonly begin: (openai: FakeOpenAi) => void;
}

describeWithDatabase('a desk with a language model', () => {
  let chat: Notebook;
  let openai: FakeOpenAi;
  let folder: string;
  let lab: Lab;
  let database: FreshDatabase;
  let pool: Pool;
  let app: App;

  beforeEach(async () => {
    chat = openNotebook();
    openai = openOpenAi();
    folder = await mkdtemp(join(tmpdir(), 'model-'));
    [lab, database] = await Promise.all([openLab([openai]), freshDatabase()]);
    pool = createPool(database.url);
  });
  afterEach(async () => {
    await app.stop();
    await pool.end();
    await database.drop();
    await lab.close();
    await rm(folder, { recursive: true, force: true });
  });

  test('has it judge, says so to technicians, and counts what it cost for the customer', async () => {
    await opens();
    openai.model.answers({ category: 'printer_issue', second: null, entities: [], reasoning: 'The printer jams.' });

    await chat.says('ada', 'the printer on floor two jams again');

    await expect.poll(() => said('desk')).toMatch(/Judged by.*gpt-6-luna/);
    expect(said('desk')).toContain('The model: The printer jams.');
    await chat.says('tess', '/msp cost');
    await expect.poll(() => said('help')).toMatch(/gpt-6-luna/);
    expect((await calls()).map(({ state, tokens }) => ({ state, tokens }))).toEqual([{ state: 'done', tokens: 1_260 }]);
  });

  test('stops asking it when the customer’s budget is spent, and goes on without it', async () => {
    await opens({ budget: 0.000001 });
    openai.model.answers({ category: 'printer_issue', second: null, entities: [], reasoning: '' });

    await chat.says('ada', 'the printer on floor two jams again');

    await expect.poll(() => said('desk')).toMatch(/offline classifier.*the budget of this month is spent/);
    expect(openai.model.asked()).toEqual([]);
    expect(said('help')).not.toMatch(/budget/i);
  });

  const troubles: readonly Trouble[] = [
    {
      that: 'is asked too often',
      because: 'it was asked too often',
      begin: ({ model }) => model.fails('limit', { retryAfter: '30' }),
    },
    { that: 'is overloaded', because: 'its provider was overloaded', begin: ({ model }) => model.fails('overload') },
    { that: 'breaks down', because: 'its provider was overloaded', begin: ({ model }) => model.fails('breakdown') },
    { that: 'has no quota left', because: 'quota is used up', wakes: true, begin: ({ model }) => model.fails('quota') },
    {
      that: 'refuses the key',
      because: 'its key was refused',
      wakes: true,
      key: 'sk-proj-wrong-0123456789',
      begin() {},
    },
    {
      that: 'can not be reached',
      because: 'it could not be reached',
      begin: () => void lab.fail({}, { how: 'reset', times: 99 }),
    },
    {
      that: 'answers too late',
      because: 'it did not answer in time',
      begin: ({ model }) => void model.answersSlowly(),
    },
  ];
  test.each(troubles)(
    'that $that understands tickets within eight seconds by itself',
    async ({ because, wakes, key, begin }) => {
      begin(openai);
      await opens({}, key);

      await chat.says('ada', 'I forgot my password, please reset it');
      await chat.says('ada', 'the printer on floor two jams again');
      await expect.poll(() => said('help'), EIGHT_SECONDS).toMatch(/Waiting for approval/);
      await expect.poll(() => said('desk'), EIGHT_SECONDS).toContain(because);

      const remedy = /Until then tickets are understood without it/;
      if (wakes) await expect.poll(() => said('desk')).toMatch(remedy);
      else expect(said('desk')).not.toMatch(remedy);
      expect(said('help')).not.toMatch(/the key|quota|MSP_MODEL|OpenAI|provider|Until then/i);
    },
  );

  async function opens(classification: Customer['classification'] = {}, key = openai.key): Promise<void> {
    const [contoso] = notebookRoster.customers;
    if (!contoso) throw new Error('There is no customer');
    app = await createApp(configWith({ key }, lab, { url: database.url, folder }), {
      ...{ log: noLog, ca: lab.ca },
      roster: { ...notebookRoster, customers: [{ ...contoso, classification }] },
      connect: async ({ ears }) => [chat.connect(ears)],
    });
  }

  function said(channel: string): string {
    return chat.shown
      .filter((message) => message.channel === channel)
      .map(({ text }) => text)
      .join('\n');
  }

  async function calls() {
    const { rows } = await pool.query<{ state: string; tokens: number; cost: string }>(
      'select state, input_tokens + output_tokens as tokens, cost_usd as cost from app.model_call',
    );
    return rows;
  }
});
