import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

const LOOK_AGAIN_AFTER_MS = 250;

/** The server breaks off or does not let us in: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const away = /^(?:08|57P)/;
const unreachable = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'EAI_AGAIN'];
/** What pg says without a code. */
const brokenOff = [
  'Connection terminated',
  'Client has encountered a connection error',
  'timeout exceeded when trying to connect',
];

/** Whether the database was out of reach, and not the one who refused. */
export function isOutage(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return away.test(error.code ?? '');
  if (!(error instanceof Error)) return false;
  if ('code' in error) return unreachable.some((code) => code === error.code);
  return brokenOff.some((words) => error.message.startsWith(words));
}

/** Does the work again until the database is there, as the next life of the process would; a stop gives it up. */
export async function throughOutages<T>(work: () => Promise<T>, stopped: AbortSignal): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isOutage(error) || stopped.aborted) throw error;
      await pause(LOOK_AGAIN_AFTER_MS, undefined, { signal: stopped }).catch(() => {});
    }
  }
}
