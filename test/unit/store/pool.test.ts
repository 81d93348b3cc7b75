import type pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createPool, inTransaction } from '../../../src/store/pool.ts';
import { describeWithDatabase, type FreshDatabase, freshDatabase } from '../../fakes/database.ts';

describeWithDatabase('a pool of connections', () => {
  let database: FreshDatabase;
  let pool: pg.Pool;

  beforeEach(async () => {
    database = await freshDatabase();
    pool = createPool(database.url);
    await pool.query('create table note (text text)');
  });

  afterEach(async () => {
    await pool.end();
    await database.drop();
  });

  const notes = async () => (await pool.query<{ text: string }>('select text from note')).rows.map(({ text }) => text);

  test('what a transaction did is kept when its work succeeds', async () => {
    const answer = await inTransaction(pool, async (client) => {
      await client.query(`insert into note values ('kept')`);
      return 'done';
    });

    expect(answer).toBe('done');
    expect(await notes()).toEqual(['kept']);
  });

  test('nothing of a transaction is kept when its work fails', async () => {
    const work = inTransaction(pool, async (client) => {
      await client.query(`insert into note values ('lost')`);
      throw new Error('out of paper');
    });

    await expect(work).rejects.toThrow('out of paper');
    expect(await notes()).toEqual([]);
  });

  test('work that hides a failed statement is not reported as done', async () => {
    const work = inTransaction(pool, async (client) => {
      await client.query(`insert into note values ('lost')`);
      await client.query('select 1 / 0').catch(() => {});
    });

    await expect(work).rejects.toThrow('nothing of it was kept');
    expect(await notes()).toEqual([]);
  });

  test('the pool goes on after the server has cut all its connections, idle and busy', async () => {
    const busy = await pool.connect();
    const cut = new Promise<void>((resolve) => busy.once('end', resolve));
    await pool.query('select 1');

    const admin = createPool(database.url);
    await admin.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
    await admin.end();
    await cut;

    await expect(busy.query('select 1')).rejects.toThrow();
    busy.release(true);
    await expect
      .poll(() =>
        pool.query('select 1').then(
          ({ rowCount }) => rowCount,
          () => 0,
        ),
      )
      .toBe(1);
  });
});
