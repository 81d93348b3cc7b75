import type { Pool, PoolClient } from 'pg';
import { z } from 'zod';
import { Approval, type ApprovalState, type Vote } from '../domain/approval.ts';
import type { MessageRef } from '../domain/place.ts';
import type { Risk } from '../domain/risk.ts';
import { type Duration, inMilliseconds } from '../lib/duration.ts';

const ApprovalRow = z
  .object({ approval: z.record(z.string(), z.unknown()), cards: z.unknown(), state: z.string(), votes: z.unknown() })
  .and(
    z.object({
      decidedBy: z.unknown().transform((by) => by ?? undefined),
      decidedAt: z.date().nullable(),
      reason: z.string().nullable(),
      secondLine: z.array(z.string()),
      handedTo: z.unknown().transform((handed) => handed ?? undefined),
    }),
  )
  .transform(({ approval, decidedAt, reason, secondLine, ...row }) =>
    Approval.parse({
      ...approval,
      ...row,
      ...(secondLine.length > 0 ? { secondLine, approverIds: withAll(approval.approverIds, secondLine) } : {}),
      decidedAt: decidedAt?.toISOString(),
      reason: reason ?? undefined,
    }),
  );

const columns = `approval, cards, state, decided_by as "decidedBy", decided_at as "decidedAt", reason,
  second_line as "secondLine", handed_to as "handedTo",
  (select coalesce(jsonb_agg(vote order by at), '[]') from app.vote where approval_id = approval.id) as votes`;

function withAll(asked: unknown, others: readonly string[]): unknown {
  return Array.isArray(asked) ? [...new Set([...asked, ...others])] : asked;
}

/** What is fixed when an approval is asked for. */
export type AskedApproval = Omit<
  Approval,
  'cards' | 'state' | 'votes' | 'decidedBy' | 'decidedAt' | 'reason' | 'secondLine' | 'handedTo'
>;

/** How an approval ends, and by whom. */
export interface ApprovalEnd {
  readonly state: Exclude<ApprovalState, 'pending'>;
  readonly by?: { readonly id: string; readonly name: string };
  readonly reason?: string | undefined;
}

export type Approvals = ReturnType<typeof createApprovals>;

/** Approvals; their time is the database's, so that no clock of a replica can lengthen one. */
export function createApprovals(pool: Pool) {
  const read = async (id: string, client: Pool | PoolClient = pool): Promise<Approval | undefined> => {
    const found = await client.query(`select ${columns} from app.approval where id = $1`, [id]);
    return found.rows[0] && ApprovalRow.parse(found.rows[0]);
  };
  const surely = async (id: string, client: Pool | PoolClient = pool): Promise<Approval> => {
    const found = await read(id, client);
    if (!found) throw new Error(`There is no approval ${id}`);
    return found;
  };
  return {
    read,

    /** All that a run has asked, in the order in which it did. */
    async ofRun(runId: string): Promise<Approval[]> {
      const { rows } = await pool.query(`select ${columns} from app.approval where run_id = $1 order by asked_at, id`, [
        runId,
      ]);
      return rows.map((row) => ApprovalRow.parse(row));
    },

    /** Those of one step that were asked together. */
    async ofBatch(batchId: string, step: string): Promise<Approval[]> {
      const { rows } = await pool.query(
        `select ${columns} from app.approval
         where approval ? 'batch' and approval->'batch'->>'id' = $1 and approval->>'step' = $2`,
        [batchId, step],
      );
      return rows.map((row) => ApprovalRow.parse(row));
    },

    /** What was asked in an emergency; what an earlier release asked names it by its words alone. */
    async underGlass(customerId: string, glass: { readonly id: string; readonly words: string }): Promise<Approval[]> {
      const { rows } = await pool.query(
        `select ${columns} from app.approval where customer_id = $1
           and coalesce(approval->'policy'->>'glassId' = $2, approval->'policy'->>'glass' = $3) order by expires_at`,
        [customerId, glass.id, glass.words],
      );
      return rows.map((row) => ApprovalRow.parse(row));
    },

    /** What time it is for approvals. */
    async now(): Promise<Date> {
      const { rows } = await pool.query<{ at: Date }>('select clock_timestamp() as at');
      if (!rows[0]) throw new Error('PostgreSQL did not tell the time');
      return rows[0].at;
    },

    async expiryIn(duration: Duration, client: Pool | PoolClient): Promise<string> {
      const { rows } = await client.query<{ at: Date }>(
        `select clock_timestamp() + $1 * interval '1 millisecond' as at`,
        [inMilliseconds(duration)],
      );
      if (!rows[0]) throw new Error('PostgreSQL did not tell the time');
      return rows[0].at.toISOString();
    },

    /** How long until this share of the time to decide is over, by the database's clock; at least a moment. */
    async timeUntil(id: string, share: number): Promise<Duration> {
      const { rows } = await pool.query<{ ms: number }>(
        `select ceil(extract(epoch from asked_at + (expires_at - asked_at) * $2 - clock_timestamp()) * 1000)::float8 as ms
         from app.approval where id = $1`,
        [id, share],
      );
      return `${Math.max(1, rows[0]?.ms ?? 1)}ms`;
    },

    /** Milliseconds until each of them can't be decided any more, by the database's clock; of those that can be now. */
    async timeLeft(ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
      const { rows } = await pool.query<{ id: string; ms: number }>(
        `select id, ceil(extract(epoch from expires_at - clock_timestamp()) * 1000)::float8 as ms
         from app.approval where id = any($1) and state = 'pending' and expires_at > clock_timestamp()`,
        [ids],
      );
      return new Map(rows.map(({ id, ms }) => [id, ms]));
    },

    /** Writes an approval down; the same id again leaves the first one as it is. */
    async ask(approval: AskedApproval, client: Pool | PoolClient = pool): Promise<Approval> {
      await client.query(
        `insert into app.approval (id, run_id, customer_id, approval, digest, expires_at)
         values ($1, $2, $3, $4, $5, $6) on conflict (id) do nothing`,
        [approval.id, approval.runId, approval.customerId, approval, approval.digest, approval.expiresAt],
      );
      return surely(approval.id, client);
    },

    async shownOn(id: string, cards: readonly MessageRef[]): Promise<void> {
      await pool.query('update app.approval set cards = cards || $2::jsonb where id = $1', [id, JSON.stringify(cards)]);
    },

    /** Keeps everybody else from deciding until the caller's transaction ends, and says how it stands when it is its turn. */
    async hold(client: PoolClient, id: string): Promise<{ approval: Approval; isOpen: boolean } | undefined> {
      // Locked first, so that the time is asked for when it is this decision's turn, and not when it came to wait for it.
      await client.query('select from app.approval where id = $1 for update', [id]);
      const { rows } = await client.query<{ isOpen: boolean }>(
        `select state = 'pending' and digest = approval->>'digest' and expires_at > clock_timestamp() as "isOpen"
         from app.approval where id = $1`,
        [id],
      );
      return rows[0] && { approval: await surely(id, client), isOpen: rows[0].isOpen };
    },

    /** One person's yes; the same person's second one changes nothing. */
    async vote(client: PoolClient, id: string, vote: Omit<Vote, 'at'>): Promise<Approval> {
      await client.query(
        `with now as (select clock_timestamp() as at)
         insert into app.vote (approval_id, person_id, vote, at)
         select $1, $2, $3::jsonb || jsonb_build_object('at', to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')), at
         from now on conflict do nothing`,
        [id, vote.by.id, vote],
      );
      return surely(id, client);
    },

    /** Takes back all votes but those of these people, in the caller's transaction, which holds it. The audit keeps that they were given. */
    async keepVotes(client: PoolClient, id: string, personIds: readonly string[]): Promise<void> {
      await client.query('delete from app.vote where approval_id = $1 and person_id <> all($2)', [id, personIds]);
    },

    /** How many questions of such risks somebody has said yes to lately; all that stands on one list is one. */
    async votesLately(client: PoolClient, personId: string, risks: readonly Risk[], within: Duration): Promise<number> {
      const { rows } = await client.query<{ count: number }>(
        `select count(distinct coalesce(approval->'batch'->>'id', approval_id))::int as count from app.vote join app.approval on approval.id = approval_id
         where person_id = $1 and approval->>'risk' = any($2) and at > clock_timestamp() - $3 * interval '1 millisecond'`,
        [personId, risks, inMilliseconds(within)],
      );
      return rows[0]?.count ?? 0;
    },

    /** Asks others too, in the caller's transaction, which holds it. */
    async askAlso(client: PoolClient, id: string, personIds: readonly string[]): Promise<Approval> {
      await client.query('update app.approval set second_line = $2 where id = $1', [id, JSON.stringify(personIds)]);
      return surely(id, client);
    },

    /** Names the one who is to decide it, in the caller's transaction, which holds it. */
    async handTo(client: PoolClient, id: string, handedTo: NonNullable<Approval['handedTo']>): Promise<Approval> {
      await client.query('update app.approval set handed_to = $2 where id = $1', [id, handedTo]);
      return surely(id, client);
    },

    /** Ends it in the caller's transaction, which holds it. */
    async end(client: PoolClient, id: string, { state, by, reason }: ApprovalEnd): Promise<Approval> {
      await client.query(
        `update app.approval set state = $2, decided_by = $3, reason = $4, decided_at = clock_timestamp()
         where id = $1 and state in ('pending', 'approved')`,
        [id, state, by ?? null, reason ?? null],
      );
      return surely(id, client);
    },

    /** Ends the waiting: what nobody has decided by now has expired. Returns what it has come to. */
    async close(id: string, client: Pool | PoolClient = pool): Promise<Approval> {
      await client.query(`update app.approval set state = 'expired' where id = $1 and state = 'pending'`, [id]);
      return surely(id, client);
    },
  };
}
