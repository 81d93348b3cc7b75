import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { underLock } from '../lib/file-lock.ts';
import type { Log } from '../lib/log.ts';
import type { ServerAccount } from './server-account.ts';
import { ADMINISTRATOR, makeCluster, readSecret, wrongSecret } from './server-cluster.ts';
import { rememberedPort } from './server-port.ts';
import { forgetDeadPostmaster, livingPostmaster } from './server-process.ts';
import type { RunProgram } from './server-programs.ts';
import { type ServerSettings, startOptions } from './server-settings.ts';
import { StoreError } from './store-error.ts';

interface Parts {
  readonly folder: string;
  readonly cluster: string;
  readonly account: ServerAccount;
  readonly run: RunProgram;
  readonly settings: ServerSettings;
  readonly log: Log;
}

const LOG = 'server.log';
const WITHIN_MS = 30_000;
const TRY_AGAIN_AFTER_MS = 50;
const INVALID_PASSWORD = '28P01';

/** Gets the server of one data folder running, whoever else is doing the same, and answers with its port. */
export function createStarter({ folder, cluster, account, run, settings, log }: Parts) {
  return {
    /** The server that runs already, otherwise a new one. */
    async adoptOrStart(): Promise<number> {
      const running = livingPostmaster(cluster);
      if (running && (await answers(running.port))) {
        log.info('database.adopted', { pid: running.pid });
        return running.port;
      }
      return alone(async () => {
        await makeCluster({ dataDir: folder, cluster, account, run });
        return start(() => rememberedPort(join(folder, 'postgres.port')));
      });
    },

    /** On the port that was already told to others. */
    startOn(port: number): Promise<number> {
      return alone(() => start(async () => port));
    },
  };

  function alone<T>(work: () => Promise<T>): Promise<T> {
    return underLock(join(folder, 'postgres.lock'), { withinMs: 2 * WITHIN_MS, work });
  }

  /** Tries for a while: a killed server's last processes may still be leaving, and a new one may be recovering. */
  async function start(choosePort: () => Promise<number>): Promise<number> {
    const deadline = Date.now() + WITHIN_MS;
    let cause: unknown;
    while (Date.now() < deadline) {
      const running = livingPostmaster(cluster);
      if (running && (await answers(running.port))) return running.port;
      if (!running) cause = (await launch(await choosePort())) ?? cause;
      else await wait(TRY_AGAIN_AFTER_MS);
    }
    throw new StoreError('didNotStart', `The desk's PostgreSQL did not start within ${WITHIN_MS / 1_000} seconds.`, {
      remedy: `Its own words are at the end of ${logFile()}. Start the desk again when that is mended, or set DATABASE_URL.`,
      cause,
    });
  }

  async function launch(port: number): Promise<unknown> {
    forgetDeadPostmaster(cluster);
    makeLogFile();
    try {
      const options = startOptions({ port, cluster, settings });
      await run('pg_ctl', cluster, ['-l', LOG, '-o', options, '-w', '-t', '30', 'start']);
      log.info('database.started', { port });
      return undefined;
    } catch (cause) {
      await wait(TRY_AGAIN_AFTER_MS);
      return cause;
    }
  }

  function makeLogFile(): void {
    closeSync(openSync(logFile(), 'a', 0o600));
    account.own(logFile());
  }

  function logFile(): string {
    return join(cluster, LOG);
  }

  /** Whether it is ours and ready. The password proves both sides to each other, so a stranger on this port can't pass. */
  async function answers(port: number): Promise<boolean> {
    const password = readSecret(folder);
    const client = new pg.Client({
      host: '127.0.0.1',
      port,
      user: ADMINISTRATOR,
      password,
      database: 'postgres',
      connectionTimeoutMillis: 2_000,
    });
    client.on('error', () => {});
    try {
      await client.connect();
      return true;
    } catch (cause) {
      if (cause instanceof pg.DatabaseError && cause.code === INVALID_PASSWORD) throw wrongSecret(folder, cause);
      return false;
    } finally {
      await client.end().catch(() => {});
    }
  }
}
