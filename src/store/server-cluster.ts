import { randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { PostgresBinaries } from './postgres-binaries.ts';
import type { ServerAccount } from './server-account.ts';
import type { RunProgram } from './server-programs.ts';
import { StoreError } from './store-error.ts';

export const ADMINISTRATOR = 'desk';

const UNFINISHED = 'postgres.making-';

interface Parts {
  readonly dataDir: string;
  readonly cluster: string;
  readonly account: ServerAccount;
  readonly run: RunProgram;
}

/** Makes PostgreSQL's folder on the first start; what an interrupted first start left behind is thrown away. */
export async function makeCluster({ dataDir, cluster, account, run }: Parts): Promise<void> {
  for (const name of readdirSync(dataDir)) if (name.startsWith(UNFINISHED)) remove(join(dataDir, name));
  if (existsSync(join(cluster, 'PG_VERSION'))) return;

  const making = mkdtempSync(join(dataDir, UNFINISHED));
  const password = join(making, 'password');
  const unfinished = join(making, 'cluster');
  writeFileSync(password, `${newSecret(dataDir)}\n`, { mode: 0o600 });
  mkdirSync(unfinished, { mode: 0o700 });
  for (const path of [making, password, unfinished]) account.own(path);
  await initialise(unfinished, run);
  renameSync(unfinished, cluster);
  remove(making);
}

async function initialise(cluster: string, run: RunProgram): Promise<void> {
  try {
    await run('initdb', cluster, [
      ...['-U', ADMINISTRATOR, '--pwfile=../password', '-A', 'scram-sha-256'],
      ...['-E', 'UTF8', '--locale=C', '--data-checksums'],
    ]);
  } catch (cause) {
    const words = cause instanceof Error ? cause.message : String(cause);
    throw new StoreError('didNotStart', `PostgreSQL could not make the desk's database: ${words}.`, {
      remedy: 'It needs room on the disk and a user that this system knows by name. Or set DATABASE_URL.',
      cause,
    });
  }
}

/** The server's password, from its file in the data folder. */
export function readSecret(dataDir: string): string {
  try {
    return readFileSync(secretFile(dataDir), 'utf8').trim();
  } catch (cause) {
    throw wrongSecret(dataDir, cause);
  }
}

export function wrongSecret(dataDir: string, cause: unknown): StoreError {
  return new StoreError('lostSecret', `The desk's database is there, but its password is missing or does not fit.`, {
    remedy: `Put ${secretFile(dataDir)} back from a backup of the data folder.`,
    cause,
  });
}

/** PostgreSQL can't open the folder of another major version, and guessing would cost data. */
export function mustBeSameMajor(cluster: string, { major }: PostgresBinaries): void {
  const file = join(cluster, 'PG_VERSION');
  const found = existsSync(file) ? readFileSync(file, 'utf8').trim() : major;
  if (found === major) return;
  throw new StoreError(
    'otherMajor',
    `The desk's database in ${cluster} was made by PostgreSQL ${found}, but this version of the desk brings ${major}.`,
    {
      remedy: `Start the version of the desk that made it, or move its rows to a PostgreSQL of your own and set DATABASE_URL.`,
    },
  );
}

function newSecret(dataDir: string): string {
  const secret = randomBytes(24).toString('base64url');
  writeFileSync(secretFile(dataDir), `${secret}\n`, { mode: 0o600 });
  return secret;
}

function secretFile(dataDir: string): string {
  return join(dataDir, 'postgres.secret');
}

function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}
