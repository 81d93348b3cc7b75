import { chownSync, existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { StoreError } from './store-error.ts';

/** The account that PostgreSQL runs under. It refuses to run as root; `nobody` exists everywhere, so no user has to be made. */
export interface ServerAccount {
  readonly spawn: { readonly uid?: number; readonly gid?: number };
  /** Gives it a file or folder. */
  own(path: string): void;
  /** Whether it may enter this folder by its path. */
  canReach(folder: string): boolean;
}

interface Owner {
  readonly uid: number;
  readonly gid: number;
}

const NOBODY: Owner = { uid: 65_534, gid: 65_534 };

/** Whoever made the cluster goes on serving it, so that root may start a desk that an ordinary user started before. */
export function serverAccount(cluster: string, uid = process.getuid?.()): ServerAccount {
  const owner = existsSync(cluster) ? statSync(cluster) : undefined;
  if (uid === 0) return another(owner ?? NOBODY);
  if (uid !== undefined && owner && owner.uid !== uid) throw notOurs(cluster);
  return ourselves;
}

const ourselves: ServerAccount = { spawn: {}, own() {}, canReach: () => true };

function another({ uid, gid }: Owner): ServerAccount {
  return {
    spawn: { uid, gid },
    own(path) {
      chownSync(path, uid, gid);
    },
    canReach(folder) {
      return pathTo(folder).every((step) => letsPass(step, { uid, gid }));
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

function notOurs(cluster: string): StoreError {
  return new StoreError('unreachable', `The desk's database in ${cluster} belongs to another user.`, {
    remedy:
      'Start the desk as the user who started it before, or give the whole data folder to the user who starts it now.',
  });
}
