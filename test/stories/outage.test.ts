import { afterAll, beforeAll, expect, test } from 'vitest';
import { sees } from '../fakes/chat.ts';
import { describeWithDatabase } from '../fakes/database.ts';
import { startDesk, type TestDesk } from '../fakes/desk.ts';
import { startSlack } from '../fakes/slack.ts';
import { effectsOf, outcomeOf } from '../fakes/world.ts';

describeWithDatabase('a database that is away for a while', () => {
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await startDesk(startSlack, { demoPaceMs: 700 });
  });
  afterAll(() => desk.stop());

  /** Holds a table until the desk waits for it, and takes the database away just then. */
  async function losingItAt(table: string, deed: () => Promise<void>, waitsItself = false) {
    const holder = await desk.database.connect();
    const waiting = async () => (await holder.query(waitingForLocks)).rowCount;
    try {
      await holder.query(`begin; lock table ${table} in access exclusive mode`);
      const done = deed();
      if (!waitsItself) await done;
      await expect.poll(waiting, { timeout: 30_000 }).toBeGreaterThan(0);
      await desk.cable.cut();
      await done;
    } finally {
      await holder.query('rollback');
      holder.release();
    }
  }

  test('fails no step: the card is shown when it is back', async () => {
    const { chat, cable } = desk;
    await losingItAt('app.approval', () => chat.says('ada', 'I forgot my password, please reset it, brown shoes'));

    await cable.mend();

    await sees(chat, 'sam', /Approval needed[\s\S]*brown shoes/);
  });

  test('loses no message that was taken: its ticket is opened once', async () => {
    const { chat, database, cable } = desk;
    // Whatever else waits for the table, this message has been taken before the database goes.
    await losingItAt('app.ticket', async () => {
      await chat.says('ada', 'The coffee machine in the kitchen hums a strange tune');
      const taken = `select 1 from app.inbox where event->>'text' like '%coffee machine%'`;
      await expect.poll(async () => (await database.query(taken)).rowCount).toBe(1);
    });

    await cable.mend();

    await sees(chat, 'ada', 'With a technician');
    const { rowCount } = await database.query(`select from app.ticket where ticket->>'body' like '%coffee machine%'`);
    expect(rowCount).toBe(1);
  });

  test('loses no message of which nobody knows whether it was taken', async () => {
    const { chat, database, cable } = desk;
    await losingItAt('app.inbox', () => chat.says('ada', 'The carpet in the lobby is wet'), true);
    const written = `select from app.inbox where event->>'text' like '%carpet%'`;
    await expect.poll(async () => (await database.query(written)).rowCount).toBe(1);

    await cable.mend();
    await chat.deliversAgain();

    await expect.poll(() => outcomeOf(desk, 'carpet'), { timeout: 30_000 }).toBe('assigned');
  });

  test('leaves no doubt about a call that ends meanwhile', async () => {
    const { chat, cable } = desk;
    const before = (await effectsOf(desk)).length;
    await chat.says('ada', 'The window in the meeting room sings when the wind blows');
    await expect
      .poll(async () => (await effectsOf(desk)).slice(before), { timeout: 30_000 })
      .toMatchObject([{ state: 'started' }]);
    await losingItAt('app.effect', async () => {});

    await cable.mend();

    await expect.poll(() => outcomeOf(desk, 'the wind blows'), { timeout: 30_000 }).toBe('assigned');
    expect((await effectsOf(desk)).slice(before)).toMatchObject([{ state: 'done', attempt: 1 }]);
  });

  test('keeps no run waiting: what is decided the moment it is back goes on at once', async () => {
    const { chat, cable } = desk;
    await chat.says('ada', 'I forgot my password, please reset it, grey gloves');
    const card = await sees(chat, 'kim', /Approval needed[\s\S]*grey gloves/);
    await cable.cut();

    await cable.mend();
    await chat.presses('kim', 'Approve', card);

    await expect.poll(() => outcomeOf(desk, 'grey gloves'), { timeout: 30_000 }).toBe('resolved');
  });

  test('keeps nobody from stopping, and the next start goes on', async () => {
    const { chat, cable } = desk;
    await losingItAt('app.ticket', () => chat.says('ada', 'The lift plays the same song all day'));

    await desk.app.stop();
    await cable.mend();
    await desk.reopen();

    await expect.poll(() => outcomeOf(desk, 'the same song'), { timeout: 30_000 }).toBe('assigned');
  });
});

describeWithDatabase('a connection on which nobody listens any more', () => {
  test('keeps no run waiting', async () => {
    const desk = await startDesk(startSlack);
    const { chat, database } = desk;
    await chat.says('ada', 'I forgot my password, please reset it, green socks');
    const card = await sees(chat, 'kim', 'Approval needed');
    const { rowCount } = await database.query(cutListeners);
    expect(rowCount).toBe(1);

    await chat.presses('kim', 'Approve', card);

    await expect.poll(() => outcomeOf(desk, 'green socks'), { timeout: 30_000 }).toBe('resolved');
    await desk.stop();
  });
});

const cutListeners = `select pg_terminate_backend(pid) from pg_stat_activity
  where datname = current_database() and query like 'LISTEN %'`;

const waitingForLocks =
  'select from pg_locks join pg_database on oid = database where datname = current_database() and not granted';
