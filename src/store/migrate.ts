import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { StoreError } from './store-error.ts';

interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}

interface Options {
  /** Prepares the tables of the durable engine, which live in the same database. */
  readonly engine?: (url: string) => Promise<void>;
  readonly folder?: URL;
}

/** Names the lock among all advisory locks of the database. */
const MIGRATING = 7_305_000;
const LOOK_AGAIN_AFTER_MS = 50;

/** Brings a database to the state this code expects; any number of replicas may call it at once. */
export async function migrate(url: string, { engine, folder = ours }: Options = {}): Promise<void> {
  const migrations = readMigrations(folder);
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    await takeTurn(client);
    const version = await versionOf(client);
    mustKnow(version, migrations);
    await engine?.(url);
    for (const migration of migrations.slice(version)) await apply(client, migration);
  } finally {
    await client.end();
  }
}

const ours = new URL('./migrations/', import.meta.url);

function readMigrations(folder: URL): Migration[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.sql'));
  const migrations = names.sort().map((name) => ({
    name,
    version: Number.parseInt(name, 10),
    sql: readFileSync(new URL(name, folder), 'utf8'),
  }));
  const stray = migrations.find(({ version }, index) => version !== index + 1);
  if (!stray) return migrations;
  throw new StoreError('badMigrations', `The migration ${stray.name} is out of line.`, {
    remedy: 'Number the files 0001, 0002 and so on, each number once.',
  });
}

/** Asks again and again instead of waiting in line: an index that is built concurrently waits for everybody in line. */
async function takeTurn(client: pg.Client): Promise<void> {
  for (;;) {
    const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [MIGRATING]);
    if (rows[0]?.mine) return;
    await wait(LOOK_AGAIN_AFTER_MS);
  }
}

async function versionOf(client: pg.Client): Promise<number> {
  await client.query(`
    create schema if not exists app;
    create table if not exists app.schema_version (
      version int primary key, name text not null, applied_at timestamptz not null default now())`);
  const { rows } = await client.query<{ version: number }>(
    'select coalesce(max(version), 0) as version from app.schema_version',
  );
  return rows[0]?.version ?? 0;
}

function mustKnow(version: number, migrations: readonly Migration[]): void {
  if (version <= migrations.length) return;
  throw new StoreError(
    'newerDatabase',
    `The database is at version ${version}, and this desk knows only ${migrations.length}.`,
    { remedy: 'A newer desk has used it already: install that version or a later one.' },
  );
}

async function apply(client: pg.Client, { version, name, sql }: Migration): Promise<void> {
  try {
    await client.query('begin');
    await client.query(sql);
    await client.query('insert into app.schema_version (version, name) values ($1, $2)', [version, name]);
    await client.query('commit');
  } catch (cause) {
    throw new StoreError('badMigrations', `The migration ${name} failed, and nothing of it was kept.`, {
      remedy: 'The cause is below. The database is as it was before.',
      cause,
    });
  }
}
