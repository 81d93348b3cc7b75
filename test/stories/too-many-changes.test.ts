import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type App, createApp } from '../../src/app.ts';
import type { Roster } from '../../src/domain/roster.ts';
import { noLog } from '../../src/lib/log.ts';
import { createPool, type Pool } from '../../src/store/pool.ts';
import { describeWithDatabase, type FreshDatabase, freshDatabase } from '../fakes/database.ts';
import { notebookRoster, openNotebook } from '../fakes/notebook.ts';

const MOST = 10;
const ASKED = 60;
const QUICKLY = { timeout: 60_000, interval: 50 };

/** Otto asks as well as Ada, and may approve what he did not ask for. */
const roster: Roster = {
  customers: notebookRoster.customers.map((customer) => ({ ...customer, fuse: { most: MOST, within: '10m' } })),
  people: notebookRoster.people.map((one) => (one.id === 'otto' ? { ...one, roles: { contoso: ['approver'] } } : one)),
};

describeWithDatabase('more changes than usual', () => {
  const chat = openNotebook();
  let folder: string;
  let database: FreshDatabase;
  let pool: Pool;
  let app: App;

  const open = () =>
    createApp(
      {
        http: { host: '127.0.0.1', port: 0 },
        dataDir: folder,
        databaseUrl: database.url,
        replica: 'fuse',
        log: { level: 'silent' },
        terminal: 'off',
        demoPaceMs: 0,
      },
      { log: noLog, roster, connect: async ({ ears }) => [chat.connect(ears)] },
    );
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fuse-'));
    database = await freshDatabase();
    pool = createPool(database.url);
    app = await open();
  });
  afterAll(async () => {
    await app.stop();
    await pool.end();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  const count = async (what: string): Promise<number> => {
    const { rows } = await pool.query<{ count: number }>(`select count(*)::int as count from ${what}`);
    return rows[0]?.count ?? -1;
  };
  const changes = () => count(`app.effect where operation = 'graph.assignLicense' and state = 'done'`);
  const waiting = () => count(`app.fuse_waiting join app.fuse on fuse.id = fuse_id where state = 'blown'`);
  const lines = async () => {
    const { rows } = await pool.query<{ action: string; actor: string }>(
      `select action, actor from app.audit where action like 'fuse.%' order by seq`,
    );
    return rows.map(({ action, actor }) => `${action} ${actor}`);
  };
  async function askFor(tickets: number, name: string): Promise<void> {
    const before = await count('app.approval');
    for (let index = 0; index < tickets; index++)
      await chat.says(index % 2 ? 'otto' : 'ada', `/msp assign-license ${name}${index}@contoso.com Visio Plan 2`);
    await expect.poll(() => count('app.approval'), QUICKLY).toBe(before + tickets);
    await expect.poll(() => count(`app.approval where cards <> '[]'`), QUICKLY).toBe(before + tickets);
    await chat.pressesAll('sam', 'approve');
  }

  test(`go through up to the limit, exactly; the rest waits, and one card asks about all of them`, async () => {
    await askFor(ASKED, 'user');

    await expect.poll(waiting, QUICKLY).toBe(ASKED - MOST);
    expect(await changes()).toBe(MOST);
    expect(await count('app.effect')).toBe(MOST);
    expect(await lines()).toEqual(['fuse.blown desk']);
    await expect.poll(async () => cards().at(-1), QUICKLY).toContain('and 35 more');
    expect(new Set(await placesOf()).size).toBe(1);
    expect(cards().at(-1)).toContain('More than 10 changes within 10 min for Contoso');
  });

  test('are let go on by nobody who has a part in them, and by nobody without the role', async () => {
    for (const who of ['ada', 'tess', 'otto', 'nobody']) {
      await chat.pressesAll(who, 'fuse-go-on');
      await chat.pressesAll(who, 'fuse-stop');
    }

    expect(await waiting()).toBe(ASKED - MOST);
    expect(await lines()).toEqual(['fuse.blown desk']);
  });

  test('wait over a restart, and go on when somebody lets them', async () => {
    await app.stop();
    app = await open();
    expect(await changes()).toBe(MOST);

    await chat.pressesAll('sam', 'fuse-go-on');

    await expect.poll(changes, QUICKLY).toBe(ASKED);
    expect(await lines()).toEqual(['fuse.blown desk', 'fuse.released sam']);
    await expect.poll(() => cards().at(-1), QUICKLY).toContain('sam let them go on');
  });

  test('are counted anew after that, and what is stopped changes nothing and has a technician', async () => {
    await pool.query(`update app.fuse set open_until = clock_timestamp() where state = 'released'`);
    await askFor(MOST + 2, 'late');
    await expect.poll(waiting, QUICKLY).toBe(2);
    expect(await changes()).toBe(ASKED + MOST);

    await chat.pressesAll('sam', 'fuse-stop');

    await expect.poll(() => count(`app.ticket where outcome = 'assigned'`), QUICKLY).toBe(2);
    expect(await changes()).toBe(ASKED + MOST);
    expect(await lines()).toEqual([
      ...['fuse.blown desk', 'fuse.released sam'],
      ...['fuse.blown desk', 'fuse.stopped sam'],
    ]);
    const told = chat.shown.filter(({ channel, text }) => channel === 'desk' && text.includes('sam stopped them'));
    expect(told.length).toBeGreaterThanOrEqual(2);
    expect(told[0]?.text).toContain('Nothing was changed');
  });

  /** Every state of the card that was ever shown. */
  function cards(): string[] {
    return chat.shown.flatMap(({ text }) => (text.includes('changes within 10 min') ? [text] : []));
  }

  async function placesOf(): Promise<string[]> {
    const { rows } = await pool.query<{ cards: { message: string }[] }>('select cards from app.fuse');
    return rows.flatMap((row) => row.cards.map(({ message }) => message));
  }
});
