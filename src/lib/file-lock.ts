import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';

const SQLITE_BUSY = 5;
const LOOK_AGAIN_AFTER_MS = 20;

/** Only one process at a time works under this file. The lock is the operating system's: it goes when its holder dies. */
export async function underLock<T>(
  file: string,
  { withinMs, work }: { withinMs: number; work: () => Promise<T> },
): Promise<T> {
  const release = await hold(file, Date.now() + withinMs);
  try {
    return await work();
  } finally {
    release();
  }
}

/** Node has no file lock of its own; the SQLite inside it takes one in the same way on every system. */
async function hold(file: string, deadline: number): Promise<() => void> {
  const lock = new DatabaseSync(file, { timeout: 0 });
  try {
    while (!isMine(lock)) {
      if (Date.now() > deadline) throw new Error(`Another process has been holding ${file} for too long`);
      await wait(LOOK_AGAIN_AFTER_MS);
    }
  } catch (cause) {
    lock.close();
    throw cause;
  }
  return () => lock.close();
}

function isMine(lock: DatabaseSync): boolean {
  try {
    lock.exec('begin exclusive');
    return true;
  } catch (cause) {
    if (cause instanceof Error && 'errcode' in cause && cause.errcode === SQLITE_BUSY) return false;
    throw cause;
  }
}
