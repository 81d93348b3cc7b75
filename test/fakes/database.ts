import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, inject } from 'vitest';
import { migrateEngine } from '../../src/runs/dbos.ts';
import { migrate } from '../../src/store/migrate.ts';
import { createPool, type Pool } from '../../src/store/pool.ts';
import { hasPostgres } from '../../src/store/postgres-binaries.ts';
import { adminUrl, type TestServer } from './test-server.ts';

/** A database of its own for one test, migrated and empty. */
export interface FreshDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** Without fsync copying files is quicker than writing a log of them; with it, it is the other way round. */
const strategies = { embedded: 'strategy file_copy', given: '', none: '' } satisfies Record<TestServer['kind'], string>;

/** About 50 ms: a copy of one that was migrated once for the whole run. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const server = inject('testServer');
  const admin = await administrator(server);
  await makeTemplate(admin, server);
  return createDatabase(admin, `template ${templateOf(server)} ${strategies[server.kind]}`);
}

/** One without any table, for tests of the migrations themselves. */
export async function emptyDatabase(): Promise<FreshDatabase> {
  return createDatabase(await administrator(inject('testServer')), 'template template0');
}

/** Gives the tests of a suite a pool on a database of their own. */
export function inFreshDatabase(use: (pool: Pool) => void): void {
  let database: FreshDatabase;
  let pool: Pool;
  beforeAll(async () => {
    database = await freshDatabase();
    pool = createPool(database.url);
    use(pool);
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });
}

/** For tests that need PostgreSQL; skipped, and says why, on a system where none can be started. */
export function describeWithDatabase(name: string, tests: () => void): void {
  if (inject('testServer').kind === 'none')
    describe.skip(`${name} (skipped: no PostgreSQL for this system, set DATABASE_URL to test it)`, tests);
  else describe(name, tests);
}

/** For tests that start the desk's own server, with everything it needs. */
export function describeWithEmbeddedServer(name: string, options: { timeout: number }, tests: () => void): void {
  if (hasPostgres()) describe(name, options, tests);
  else describe.skip(`${name} (skipped: no PostgreSQL package for this system)`, options, tests);
}

async function createDatabase(admin: string, how: string): Promise<FreshDatabase> {
  const name = `desk_test_${randomBytes(6).toString('hex')}`;
  line ??= createPool(admin, { connections: 1 });
  const tell = line;
  await tell.query(`create database ${name} ${how}`);
  return {
    url: withDatabase(admin, name),
    drop: async () => void (await tell.query(`drop database if exists ${name} with (force)`)),
  };
}

/** The administrator's one connection: a new one for each database would take a tenth of the time. */
let line: Pool | undefined;

let running: Promise<string> | undefined;

function administrator(server: TestServer): Promise<string> {
  running ??= adminUrl(server);
  return running;
}

const TEMPLATE_LOCK = 7_305_999;
let made: Promise<void> | undefined;

function makeTemplate(admin: string, server: TestServer): Promise<void> {
  made ??= makeTemplateOnce(admin, templateOf(server));
  return made;
}

/** Under another name until it is complete, so that a name that is there can be copied. */
async function makeTemplateOnce(admin: string, template: string): Promise<void> {
  const client = new pg.Client({ connectionString: admin });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    const found = await client.query('select from pg_database where datname = $1', [template]);
    if (found.rowCount) return;

    const unfinished = `${template}_unfinished`;
    await client.query(`drop database if exists ${unfinished} with (force)`);
    await client.query(`create database ${unfinished} template template0`);
    await migrate(withDatabase(admin, unfinished), { engine: migrateEngine });
    await client.query(`alter database ${unfinished} rename to ${template}`);
  } finally {
    await client.end();
  }
}

function templateOf(server: TestServer): string {
  if (server.kind === 'none') throw new Error('Without a PostgreSQL there is no template');
  return server.template;
}

function withDatabase(admin: string, name: string): string {
  const url = new URL(admin);
  url.pathname = `/${name}`;
  return url.href;
}
