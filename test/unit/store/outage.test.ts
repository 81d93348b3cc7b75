import type pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isOutage } from '../../../src/store/outage.ts';
import { createPool, inTransaction } from '../../../src/store/pool.ts';
import { type Cable, layCable } from '../../fakes/cable.ts';
import { describeWithDatabase, type FreshDatabase, freshDatabase } from '../../fakes/database.ts';

describeWithDatabase('an outage', () => {
  let database: FreshDatabase;
  let cable: Cable;
  let pool: pg.Pool;

  beforeEach(async () => {
    database = await freshDatabase();
    cable = await layCable(database.url);
    pool = createPool(cable.url);
  });
  afterEach(async () => {
    await pool.end();
    await cable.cut().catch(() => {});
    await database.drop();
  });

  const errorOf = (work: Promise<unknown>) =>
    work.then(
      () => undefined,
      (error: unknown) => error,
    );

  test('is a connection that breaks in the middle of a statement, and one that can not be made', async () => {
    await pool.query('select 1');
    const sleeping = errorOf(pool.query('select pg_sleep(10)'));

    await cable.cut();

    expect(isOutage(await sleeping)).toBe(true);
    expect(isOutage(await errorOf(pool.query('select 1')))).toBe(true);
  });

  test('is a broken connection that is used again in its transaction', async () => {
    const error = await errorOf(
      inTransaction(pool, async (client) => {
        await cable.cut();
        await client.query('select 1').catch(() => {});
        await client.query('select 1');
      }),
    );

    expect(isOutage(error)).toBe(true);
  });

  test('is a server that shuts down or that somebody disconnects', async () => {
    const error = await errorOf(pool.query('select pg_terminate_backend(pg_backend_pid())'));

    expect(isOutage(error)).toBe(true);
  });

  test('is not what the database refuses, nor what has nothing to do with it', async () => {
    expect(isOutage(await errorOf(pool.query('select 1 / 0')))).toBe(false);
    expect(isOutage(await errorOf(pool.query('select nothing')))).toBe(false);
    expect(isOutage(await errorOf(fetch('http://127.0.0.1:9/')))).toBe(false);
    expect(isOutage(new Error('Nobody in charge'))).toBe(false);
  });
});
