import { chownSync, existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { StoreError } from './store-error.ts';

/** The account that PostgreSQL runs under. It refuses to run as root; `nobody` exists everywhere, so no user has to be made. */
export interface ServerAccount {
  readonly spawn: { readonly uid?: number; readonly gid?: number };
  /** Gives it a file or folder. */
  own(path: string): void;
  /** Throws, with the remedy, where it could not get to this folder. */
  mustReach(folder: string): void;
}

interface Owner {
  readonly uid: number;
  readonly gid: number;
}

const NOBODY: Owner = { uid: 65_534, gid: 65_534 };

/** Whoever made the cluster goes on serving it, so that a desk may be started by root after an ordinary user did. */
export function serverAccount(cluster: string, uid = process.getuid?.()): ServerAccount {
  const owner = existsSync(cluster) ? statSync(cluster) : undefined;
  if (uid === 0) return another(owner ?? NOBODY);
  if (uid !== undefined && owner && owner.uid !== uid) throw notOurs(cluster);
  return ourselves;
}

const ourselves: ServerAccount = { spawn: {}, own() {}, mustReach() {} };

function another({ uid, gid }: Owner): ServerAccount {
  return {
    spawn: { uid, gid },
    own(path) {
      chownSync(path, uid, gid);
    },
    mustReach(folder) {
      const closed = pathTo(folder).find((step) => !letsPass(step, { uid, gid }));
      if (closed) throw unreachable(closed);
    },
  };
}

function letsPass(folder: string, who: Owner): boolean {
  const { mode, uid, gid } = statSync(folder);
  if (uid === who.uid) return (mode & 0o100) !== 0;
  if (gid === who.gid) return (mode & 0o010) !== 0;
  return (mode & 0o001) !== 0;
}

function pathTo(folder: string): string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [...pathTo(parent), folder];
}

function unreachable(closed: string): StoreError {
  return new StoreError(
    'unreachable',
    `The desk runs as root, so its PostgreSQL runs as another user, who may not enter ${closed}.`,
    {
      remedy: `Run the desk as an ordinary user, or keep it and its data folder outside ${closed}, for example in /srv, or set DATABASE_URL to a PostgreSQL 15 or newer.`,
    },
  );
}

function notOurs(cluster: string): StoreError {
  return new StoreError('unreachable', `The desk's database in ${cluster} belongs to another user.`, {
    remedy: "Start the desk as the user who started it before, or give that user's whole data folder to this one.",
  });
}
