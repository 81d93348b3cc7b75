import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { PostgresBinaries } from './postgres-binaries.ts';
import type { ServerAccount } from './server-account.ts';
import { StoreError } from './store-error.ts';

const PLACE = '/var/cache/msp-command-center';

/** Root may have installed the desk where the server's account can't go; then the programs are copied to where it can. */
export function withinReach(binaries: PostgresBinaries, account: ServerAccount, place = PLACE): PostgresBinaries {
  if (account.canReach(binaries.root)) return binaries;

  const copy = join(place, `postgres-${binaries.version}`);
  try {
    if (!existsSync(copy)) copyTo(copy, binaries.root, place);
    mustBeOurs(copy);
  } catch (cause) {
    throw unreachable(binaries.root, cause);
  }
  if (!account.canReach(realpathSync(copy))) throw unreachable(binaries.root);
  return binaries.at(copy);
}

/** In one move, so that a copy that is there is complete. */
function copyTo(copy: string, root: string, place: string): void {
  mkdirSync(place, { recursive: true, mode: 0o755 });
  const making = mkdtempSync(join(place, 'making-'));
  try {
    cpSync(root, join(making, 'package'), { recursive: true, verbatimSymlinks: true });
    renameSync(join(making, 'package'), copy);
  } catch (cause) {
    if (!existsSync(copy)) throw cause;
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
}

/** What another user could have put there is not started. */
function mustBeOurs(copy: string): void {
  const { uid, mode } = statSync(copy);
  if (uid !== process.getuid?.() || (mode & 0o022) !== 0) throw new Error(`${copy} could be changed by another user`);
}

/** For root only: an ordinary user's server is the user's own process. */
export function unreachable(folder: string, cause?: unknown): StoreError {
  return new StoreError(
    'unreachable',
    `The desk runs as root, so its PostgreSQL runs as another user, who can't get to ${folder}.`,
    {
      remedy:
        'Run the desk as an ordinary user, or keep it where every user may go, for example in /srv, ' +
        'or set DATABASE_URL to a PostgreSQL 15 or newer.',
      cause,
    },
  );
}
