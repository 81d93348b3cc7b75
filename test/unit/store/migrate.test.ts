import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DBOS } from '@dbos-inc/dbos-sdk';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrate } from '../../../src/store/migrate.ts';
import { describeWithDatabase, emptyDatabase, type FreshDatabase } from '../../fakes/database.ts';

describeWithDatabase('migrations', () => {
  let database: FreshDatabase;
  let path: string;
  let folder: URL;

  beforeEach(async () => {
    database = await emptyDatabase();
    path = mkdtempSync(join(tmpdir(), 'desk-migrations-'));
    folder = pathToFileURL(`${path}/`);
    write('0001-note.sql', 'create table app.note (text text); insert into app.note values ($$first$$);');
  });

  afterEach(async () => {
    rmSync(path, { recursive: true, force: true });
    await database.drop();
  });

  test('run once each, in the order of their numbers', async () => {
    await migrate(database.url, { folder });
    write('0002-more.sql', 'insert into app.note values ($$second$$);');

    await migrate(database.url, { folder });
    await migrate(database.url, { folder });

    expect(await ask('select text from app.note')).toEqual(['first', 'second']);
    expect(await ask('select name from app.schema_version order by version')).toEqual([
      '0001-note.sql',
      '0002-more.sql',
    ]);
  });

  test('leave nothing behind when one of them fails', async () => {
    write('0002-broken.sql', 'insert into app.note values ($$lost$$); select 1 / 0;');

    const migration = migrate(database.url, { folder });

    await expect(migration).rejects.toThrow('The migration 0002-broken.sql failed, and nothing of it was kept.');
    expect(await ask('select text from app.note')).toEqual(['first']);
  });

  test('refuse a database that a newer desk has used, and say what to do', async () => {
    write('0002-newer.sql', 'create table app.newer ()');
    await migrate(database.url, { folder });
    rmSync(join(path, '0002-newer.sql'));

    const migration = migrate(database.url, { folder, engine: neverCalled });

    await expect(migration).rejects.toMatchObject({ kind: 'newerDatabase' });
    await expect(migration).rejects.toThrow('install that version or a later one');
  });

  test('with a number missing or used twice are refused before anything is done', async () => {
    write('0003-gap.sql', 'select 1');

    await expect(migrate(database.url, { folder, engine: neverCalled })).rejects.toThrow('0003-gap.sql is out of line');
  });

  test('of three replicas that start at the same moment on an empty database do not disturb each other', async () => {
    const engine = (url: string) => DBOS.migrate(url);

    await Promise.all([1, 2, 3].map(() => migrate(database.url, { folder, engine })));

    expect(await ask('select text from app.note')).toEqual(['first']);
    expect(await ask('select count(*)::int from dbos.workflow_status')).toEqual([0]);
  });

  function write(name: string, sql: string): void {
    writeFileSync(join(path, name), sql);
  }

  async function ask(sql: string): Promise<unknown[]> {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    const { rows } = await client.query<unknown[]>({ text: sql, rowMode: 'array' });
    await client.end();
    return rows.flat();
  }
});

async function neverCalled(): Promise<void> {
  throw new Error('The engine must not be touched');
}
