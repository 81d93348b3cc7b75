import { existsSync, mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { Log } from '../lib/log.ts';
import { findPostgres } from './postgres-binaries.ts';
import { unreachable, withinReach } from './postgres-within-reach.ts';
import { serverAccount } from './server-account.ts';
import { ADMINISTRATOR, mustBeSameMajor, readSecret } from './server-cluster.ts';
import { livingPostmaster } from './server-process.ts';
import { programRunner, STANDS_IN } from './server-programs.ts';
import type { ServerSettings } from './server-settings.ts';
import { createStarter } from './server-start.ts';
import { keepRunning } from './server-supervisor.ts';
import { StoreError } from './store-error.ts';

/** A PostgreSQL on this machine that belongs to one data folder. */
export interface EmbeddedServer {
  readonly url: string;
  /** The main process now, 0 while there is none: it changes when the server had to be restarted. */
  pid(): number;
  /** Stops watching over it; the server goes on for whoever else uses it, as after a command beside a running bot. */
  leave(): Promise<void>;
  /** For a start that comes to nothing: the server goes on if it ran before, because another bot may be using it. */
  leaveAsFound(): Promise<void>;
  /** Stops the server for everybody who uses it. A bot that is killed leaves it running for its next life. */
  stop(): Promise<void>;
}

interface Parts {
  readonly dataDir: string;
  readonly log: Log;
  readonly database?: string;
  /** Begins with an empty database, unless somebody is using it. */
  readonly afresh?: boolean;
  readonly settings?: ServerSettings;
}

/** Adopts the server that still runs from an earlier life, or makes, mends and starts one; then keeps it running. */
export async function startEmbeddedServer({
  dataDir,
  log,
  database = 'desk',
  afresh = false,
  settings = {},
}: Parts): Promise<EmbeddedServer> {
  const binaries = findPostgres();
  mkdirSync(dataDir, { recursive: true, mode: 0o755 });
  const folder = realpathSync(dataDir);
  const cluster = join(folder, 'postgres');
  mustBeSameMajor(cluster, binaries);

  const account = serverAccount(cluster);
  if (!existsSync(STANDS_IN) && !account.canReach(folder)) throw unreachable(folder);

  const run = programRunner(withinReach(binaries, account), account);
  const starter = createStarter({ folder, cluster, account, run, settings, log });
  const found = livingPostmaster(cluster)?.pid;
  const port = await starter.adoptOrStart();
  const url = (name: string) => `postgresql://${ADMINISTRATOR}:${readSecret(folder)}@127.0.0.1:${port}/${name}`;
  await makeDatabase(url('postgres'), database, afresh);

  const supervisor = keepRunning({
    isRunning: () => livingPostmaster(cluster) !== undefined,
    start: () => starter.startOn(port),
    log,
  });
  const leave = () => supervisor.stop();
  const stop = async () => {
    await supervisor.stop();
    if (livingPostmaster(cluster)) await run('pg_ctl', cluster, ['-m', 'fast', '-w', 'stop']);
  };
  const wasFound = found !== undefined && found === livingPostmaster(cluster)?.pid;
  return {
    url: url(database),
    pid: () => livingPostmaster(cluster)?.pid ?? 0,
    leave,
    leaveAsFound: wasFound ? leave : stop,
    stop,
  };
}

const DUPLICATE = ['42P04', '23505'];
const IN_USE = '55006';

async function makeDatabase(url: string, name: string, afresh: boolean): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    if (afresh) await client.query(`drop database if exists ${pg.escapeIdentifier(name)}`);
    const found = await client.query('select from pg_database where datname = $1', [name]);
    if (found.rowCount === 0) await client.query(`create database ${pg.escapeIdentifier(name)}`);
  } catch (cause) {
    if (cause instanceof pg.DatabaseError && cause.code === IN_USE) throw inUse(name, cause);
    const madeByAnother = cause instanceof pg.DatabaseError && DUPLICATE.includes(cause.code ?? '');
    if (!madeByAnother) throw cause;
  } finally {
    await client.end();
  }
}

function inUse(name: string, cause: unknown): StoreError {
  return new StoreError('databaseInUse', `The database "${name}" is in use, so it can't begin anew.`, {
    remedy: 'Stop whoever uses it first, or choose another folder with DATA_DIR.',
    cause,
  });
}
