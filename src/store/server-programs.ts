import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { PostgresBinaries, PostgresProgram } from './postgres-binaries.ts';
import type { ServerAccount } from './server-account.ts';

/** Runs one of PostgreSQL's programs on a cluster, to its end, under the server's account. */
export type RunProgram = (name: PostgresProgram, cluster: string, args: readonly string[]) => Promise<void>;

/** The environment is empty on purpose: the server has no business with the desk's tokens and passwords. */
export function programRunner(binaries: PostgresBinaries, account: ServerAccount): RunProgram {
  return (name, cluster, args) => {
    const options = { ...account.spawn, cwd: cluster, env: { LC_ALL: 'C' } };
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    execFile(binaries.program(name), ['-D', reachable(cluster), ...args], options, (cause, _, complaint) => {
      if (cause) reject(new Error(complaint.trim() || `${name} could not run`, { cause }));
      else resolve();
    });
    return promise;
  };
}

/**
 * A process may always enter the folder it stands in, even where its account may not pass the folders above it,
 * as when root keeps the desk in its own home. Linux has a name for that folder.
 */
export const STANDS_IN = '/proc/self/cwd';

function reachable(cluster: string): string {
  return existsSync(STANDS_IN) ? STANDS_IN : cluster;
}
