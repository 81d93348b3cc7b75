import type { Pool, PoolClient } from 'pg';
import { z } from 'zod';
import { Approval, type Verdict } from '../domain/approval.ts';
import type { MessageRef } from '../domain/place.ts';
import { type Duration, inMilliseconds } from '../lib/duration.ts';

const ApprovalRow = z
  .object({ approval: z.record(z.string(), z.unknown()), cards: z.unknown(), state: z.string() })
  .and(
    z.object({
      decidedBy: z.unknown().transform((by) => by ?? undefined),
      decidedAt: z.date().nullable(),
      reason: z.string().nullable(),
    }),
  )
  .transform(({ approval, decidedAt, reason, ...row }) =>
    Approval.parse({
      ...approval,
      ...row,
      decidedAt: decidedAt?.toISOString(),
      reason: reason ?? undefined,
    }),
  );

const columns = 'approval, cards, state, decided_by as "decidedBy", decided_at as "decidedAt", reason';

/** What is fixed when an approval is asked for. */
export type AskedApproval = Omit<Approval, 'cards' | 'state' | 'decidedBy' | 'decidedAt' | 'reason'>;

export type Approvals = ReturnType<typeof createApprovals>;

/** Approvals; their time is the database's, so that no clock of a replica can lengthen one. */
export function createApprovals(pool: Pool) {
  const read = async (id: string, client: Pool | PoolClient = pool): Promise<Approval | undefined> => {
    const found = await client.query(`select ${columns} from app.approval where id = $1`, [id]);
    return found.rows[0] && ApprovalRow.parse(found.rows[0]);
  };
  return {
    read,

    async expiryIn(duration: Duration): Promise<string> {
      const { rows } = await pool.query<{ at: Date }>(
        `select clock_timestamp() + $1 * interval '1 millisecond' as at`,
        [inMilliseconds(duration)],
      );
      if (!rows[0]) throw new Error('PostgreSQL did not tell the time');
      return rows[0].at.toISOString();
    },

    /** Writes an approval down; the same id again leaves the first one as it is. */
    async ask(approval: AskedApproval): Promise<Approval> {
      await pool.query(
        `insert into app.approval (id, run_id, customer_id, approval, digest, expires_at)
         values ($1, $2, $3, $4, $5, $6) on conflict (id) do nothing`,
        [approval.id, approval.runId, approval.customerId, approval, approval.digest, approval.expiresAt],
      );
      const asked = await read(approval.id);
      if (!asked) throw new Error(`Approval ${approval.id} was not written down`);
      return asked;
    },

    async shownOn(id: string, cards: readonly MessageRef[]): Promise<void> {
      await pool.query('update app.approval set cards = cards || $2::jsonb where id = $1', [id, JSON.stringify(cards)]);
    },

    /** Decides in the caller's transaction what was shown, if nobody has and there is time left; otherwise nothing happens. */
    async decide(
      client: PoolClient,
      id: string,
      digest: string,
      verdict: Verdict,
      by: { readonly id: string; readonly name: string },
      reason: string | undefined,
    ): Promise<Approval | undefined> {
      // Locked first, so that the time is asked for when it is this decision's turn, and not when it came to wait for it.
      await client.query('select from app.approval where id = $1 for update', [id]);
      const decided = await client.query(
        `update app.approval set state = $2, decided_by = $3, reason = $4, decided_at = clock_timestamp()
         where id = $1 and digest = $5 and state = 'pending' and expires_at > clock_timestamp() returning ${columns}`,
        [id, verdict, by, reason ?? null, digest],
      );
      return decided.rows[0] && ApprovalRow.parse(decided.rows[0]);
    },

    /** Ends the waiting: what nobody has decided by now has expired. Returns what it has come to. */
    async close(id: string): Promise<Approval> {
      await pool.query(`update app.approval set state = 'expired' where id = $1 and state = 'pending'`, [id]);
      const closed = await read(id);
      if (!closed) throw new Error(`There is no approval ${id}`);
      return closed;
    },
  };
}
