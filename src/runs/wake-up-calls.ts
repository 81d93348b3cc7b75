import type { Log } from '../lib/log.ts';
import { isOutage } from '../store/outage.ts';
import type { Pool } from '../store/pool.ts';

const EVERY_MS = 2_000;

/**
 * Calls again for runs that were told something and have not heard it. The engine's own call is lost while its connection
 * is broken, and a second longer; after that it would look by itself only every minute. What it calls is not public, so the
 * version of the package is pinned and a test holds us to it.
 */
export function repeatWakeUpCalls(parts: { readonly pool: Pool; readonly replica: string; readonly log: Log }): {
  stop(): Promise<void>;
} {
  const { pool, replica, log } = parts;
  let calling: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    calling = pool.query(CALL, [replica]).catch((cause: unknown) => {
      if (!isOutage(cause)) log.warn('wake-up.failed', { cause });
    });
  }, EVERY_MS);
  return {
    async stop() {
      clearInterval(timer);
      await calling;
    },
  };
}

const CALL = `select pg_notify('dbos_notifications_channel', told.destination_uuid || '::' || told.topic)
  from dbos.workflow_status as run join dbos.notifications as told on told.destination_uuid = run.workflow_uuid
  where run.status = 'PENDING' and run.executor_id = $1 and not told.consumed`;
