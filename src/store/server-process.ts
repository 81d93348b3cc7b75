import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { nameTag } from './server-settings.ts';

/** A PostgreSQL main process as its data folder describes it. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

/** The one that serves this folder now; `undefined` when there is none or it is dead. */
export function livingPostmaster(cluster: string): Postmaster | undefined {
  const [pid, , , port] = pidFile(cluster)?.split('\n') ?? [];
  const postmaster = { pid: Number(pid), port: Number(port) };
  return postmaster.pid > 0 && serves(postmaster.pid, cluster) ? postmaster : undefined;
}

/**
 * A dead server's pid file stops the next one when its process is a zombie that nobody reaps, or when its number
 * now belongs to another process of the same user: both are everyday life in containers. Call it only under the lock.
 */
export function forgetDeadPostmaster(cluster: string): void {
  if (!livingPostmaster(cluster)) rmSync(join(cluster, 'postmaster.pid'), { force: true });
}

function pidFile(cluster: string): string | undefined {
  try {
    return readFileSync(join(cluster, 'postmaster.pid'), 'utf8');
  } catch {
    return undefined;
  }
}

/** A zombie has no command line any more, and another process's doesn't carry our name tag. */
function serves(pid: number, cluster: string): boolean {
  if (!existsSync('/proc/self/cmdline')) return isAlive(pid);
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(nameTag(cluster));
  } catch {
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (cause) {
    return cause instanceof Error && 'code' in cause && cause.code === 'EPERM';
  }
}
