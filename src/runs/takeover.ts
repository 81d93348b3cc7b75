import { DBOSExecutor } from '@dbos-inc/dbos-sdk/internal/dbos-executor';
import type { Log } from '../lib/log.ts';
import type { Membership } from '../store/membership.ts';
import type { Pool } from '../store/pool.ts';

const EVERY_MS = 2_000;

/**
 * Goes on with the runs of replicas that have died. The engine itself recovers only runs of its own name; its recovery is
 * not public, so the version of the package is pinned and a test holds us to it.
 */
export function takeOverFromTheDead(parts: {
  readonly pool: Pool;
  readonly replica: string;
  readonly membership: Membership;
  readonly log: Log;
}): { stop(): Promise<void> } {
  const { pool, replica, membership, log } = parts;
  let looking: Promise<void> = Promise.resolve();
  const look = async () => {
    const { rows } = await pool.query<{ id: string }>(
      `select distinct executor_id as id from dbos.workflow_status where status = 'PENDING' and executor_id <> $1`,
      [replica],
    );
    await membership.forEachDead(
      rows.map(({ id }) => id),
      async (id) => {
        await DBOSExecutor.globalInstance?.recoverPendingWorkflows([id]);
      },
    );
  };
  const timer = setInterval(() => {
    looking = look().catch((error: unknown) => log.warn('takeover.failed', { cause: error }));
  }, EVERY_MS);
  return {
    async stop() {
      clearInterval(timer);
      await looking;
    },
  };
}
