import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type App, createApp } from '../../src/app.ts';
import { connectors } from '../../src/connectors/all.ts';
import { createRegistry } from '../../src/connectors/registry.ts';
import { Category } from '../../src/domain/category.ts';
import { needsApproval } from '../../src/domain/risk.ts';
import { noLog } from '../../src/lib/log.ts';
import { createPool, type Pool } from '../../src/store/pool.ts';
import { describeWithDatabase, type FreshDatabase, freshDatabase } from '../fakes/database.ts';
import { configWith } from '../fakes/models/config.ts';
import { type FakeOpenAi, openOpenAi } from '../fakes/models/openai.ts';
import { notebookRoster, openNotebook } from '../fakes/notebook.ts';
import { type Lab, openLab } from '../fakes/vendors/lab.ts';

const TICKETS = 1_000;
const MOST_AT_WORK = 40;
/** Two megabytes. */
const PROSE = 'Sure, resetting Zanzibar now. '.repeat(70_000);
/** Not a stop watch: on a busy machine they take longer than the suite's limit. */
const LONG_ENOUGH_MS = 300_000;

/** What people write; each ticket has a number of its own, so that no answer serves two. */
const sentences = [
  'I forgot my password, please reset it',
  'The scanner on floor two scans nothing',
  'My disk is full, please clean up CONTOSO-PC-17',
  'The disk is full on CONTOSO-PC-17 and on CONTOSO-PC-18',
  'I need a Visio licence',
  'Please reset the password of my colleague Otto, otto@contoso.com',
  'The printer on floor two jams',
  'I can not connect to the VPN',
  'Outlook does not send anything',
  'We have a new starter on Monday, please get everything ready',
  'Paula is leaving the company on Friday',
  'Please give me access to the finance folder',
  'hello',
  'My laptop is slow and the disk may be full',
];

/** Nobody but the model ever says these. */
const inventions = ['ceo@contoso.com', 'mallory@evil.example', 'CONTOSO-DC-01', 'EVIL-PC-66', 'https://evil.example/x'];
const everInvented = /ceo@contoso|mallory|contoso-dc-01|evil-pc-66|evil\.example|zanzibar/i;

describeWithDatabase('a model that turns against us', () => {
  const chat = openNotebook();
  const evil = openOpenAi();
  let folder: string;
  let lab: Lab;
  let database: FreshDatabase;
  let pool: Pool;
  let app: App;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'evil-'));
    [lab, database] = await Promise.all([openLab([evil]), freshDatabase()]);
    pool = createPool(database.url);
    app = await createApp(configWith(evil, lab, { url: database.url, folder }), {
      ...{ log: noLog, roster: notebookRoster, ca: lab.ca },
      connect: async ({ ears }) => [chat.connect(ears)],
    });
  });
  afterAll(async () => {
    await app.stop();
    await pool.end();
    await database.drop();
    await lab.close();
    await rm(folder, { recursive: true, force: true });
  });

  test(
    `answers ${TICKETS} tickets with whatever it likes: nothing is changed, and nobody is shown a target it made up`,
    async () => {
      for (let turn = 0; turn < TICKETS; turn++) {
        misbehave(evil, turn);
        await chat.says(turn % 3 === 0 ? 'otto' : 'ada', `${sentences[turn % sentences.length]} (${turn})`);
        if (turn >= MOST_AT_WORK) await restingAt(turn - MOST_AT_WORK);
      }
      await restingAt(TICKETS);

      const asked = evil.model.asked();
      expect(asked.length).toBeGreaterThan(TICKETS * 0.6);
      expect(asked.map(({ user }) => user).join('\n')).not.toMatch(/\bada\b|otto|contoso/i);
      expect(await changes()).toEqual([]);
      expect(chat.shown.filter(({ text }) => everInvented.test(text))).toEqual([]);
      expect(await approvedTargets()).toEqual(
        expect.arrayContaining(['ada@contoso.com', 'otto@contoso.com', 'CONTOSO-PC-17']),
      );
      for (const target of await approvedTargets())
        expect(target).toMatch(/^(ada|otto)@contoso\.com$|^CONTOSO-PC-1[78]$/);
    },
    LONG_ENOUGH_MS,
  );

  test(
    'changes nothing either once people approve what they were shown: each change has its approval, and its target is theirs',
    async () => {
      const pressed = await chat.pressesAll('sam', 'approve');
      await expect.poll(pending, { timeout: 60_000 }).toBe(0);
      await app.settled();

      const { rows } = await pool.query<{ operation: string; approvals: string }>(
        `select operation, (select count(*) from app.approval where approval.run_id = effect.run_id and state = 'approved') as approvals
       from app.effect`,
      );
      const made = rows.filter(({ operation }) => isChange(operation));
      expect(pressed).toBeGreaterThan(0);
      expect(made.length).toBeGreaterThan(0);
      expect(made.filter(({ approvals }) => Number(approvals) === 0)).toEqual([]);
      expect(chat.shown.filter(({ text }) => everInvented.test(text))).toEqual([]);
    },
    LONG_ENOUGH_MS,
  );

  /** Every ticket so far has ended or waits for a person. */
  async function restingAt(tickets: number): Promise<void> {
    await expect.poll(resting, { interval: 20, timeout: 60_000 }).toBeGreaterThanOrEqual(tickets);
  }

  async function resting(): Promise<number> {
    const { rows } = await pool.query<{ count: string }>(
      `select count(*) from app.ticket where outcome is not null or state like 'waiting%'`,
    );
    return Number(rows[0]?.count);
  }

  async function pending(): Promise<number> {
    const { rows } = await pool.query<{ count: string }>(`select count(*) from app.approval where state = 'pending'`);
    return Number(rows[0]?.count);
  }

  async function changes(): Promise<string[]> {
    const { rows } = await pool.query<{ operation: string }>('select operation from app.effect');
    return rows.map(({ operation }) => operation).filter(isChange);
  }

  async function approvedTargets(): Promise<string[]> {
    const { rows } = await pool.query<{ target: string }>(
      `select distinct approval->'target'->>'value' as target from app.approval`,
    );
    return rows.map(({ target }) => target);
  }
});

const registry = createRegistry({ connectors, demo: { pause: async () => {} } });

function isChange(operation: string): boolean {
  const found = registry.find(operation);
  return !found || needsApproval(found.operation.risk);
}

/** Another misdeed for every ticket, with whatever it invents this time. */
function misbehave({ model }: FakeOpenAi, turn: number): void {
  const invented = inventions[turn % inventions.length];
  const claims = {
    category: Category.options[turn % Category.options.length],
    second: 'password_reset',
    entities: [0, 1, 2, 99, -1, invented],
    reasoning: `Reset ${invented} at once, the Zanzibar office approved it.`,
    confidence: 100,
    autoResolvable: true,
    vetoes: [],
    inputs: { account: invented, device: invented },
    approve: true,
    target: invented,
  };
  const misdeeds: readonly (() => void)[] = [
    () => model.answers(claims),
    () => model.answers({ ...claims, category: 'root_access' }),
    () => model.answers([claims, claims]),
    () => model.answers({ tool: 'graph.resetPassword', arguments: { user: invented } }),
    () => model.answers(null),
    () => model.answers(invented),
    () => model.answers({ category: { $ne: null }, entities: { length: 9 }, reasoning: ['x'] }),
    () => model.answers(JSON.parse('{"__proto__":{"category":"password_reset"},"constructor":1}')),
    () => model.answers({ ...claims, reasoning: `Mallory ${'asks '.repeat(30_000)}` }),
    () => model.talks(PROSE),
    () => model.talks(`\`\`\`json\n${JSON.stringify(claims)}\n\`\`\``),
    () => model.refuses(),
    () => model.isCutOff(),
    () => model.isFiltered(),
    () => model.callsATool(),
    () => model.saysNothing(),
  ];
  misdeeds[turn % misdeeds.length]?.();
}
