import { DBOSExecutor } from '@dbos-inc/dbos-sdk/internal/dbos-executor';
import type { Log } from '../lib/log.ts';
import type { Membership } from '../store/membership.ts';
import type { Pool } from '../store/pool.ts';

const EVERY_MS = 2_000;

/** What replicas have accepted, as far as it matters to those who take over. */
interface Accepted {
  /** The other replicas who have not finished with something. */
  others(): Promise<string[]>;
  /** Deals with what this one had accepted. */
  resume(replica: string): Promise<void>;
}

/**
 * Goes on with the runs of replicas that have died, and with what they had accepted. The engine itself recovers only runs
 * of its own name; its recovery is not public, so the version of the package is pinned and a test holds us to it.
 */
export function takeOverFromTheDead(parts: {
  readonly pool: Pool;
  readonly replica: string;
  readonly membership: Membership;
  readonly inbox: Accepted;
  readonly log: Log;
}): { stop(): Promise<void> } {
  const { pool, replica, membership, inbox, log } = parts;
  let looking: Promise<void> = Promise.resolve();
  const look = async () => {
    const { rows } = await pool.query<{ id: string }>(
      `select distinct executor_id as id from dbos.workflow_status where status = 'PENDING' and executor_id <> $1`,
      [replica],
    );
    const others = new Set([...rows.map(({ id }) => id), ...(await inbox.others())]);
    await membership.forEachDead([...others], async (id) => {
      await DBOSExecutor.globalInstance?.recoverPendingWorkflows([id]);
      await inbox.resume(id);
    });
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
