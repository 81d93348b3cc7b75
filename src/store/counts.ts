import type { Pool, PoolClient } from 'pg';
import { Risk } from '../domain/risk.ts';
import { inMilliseconds } from '../lib/duration.ts';
import type { Counted } from '../policy/counted.ts';

/** Whose calls are counted, and of which request they are not. */
export interface CountedFor {
  readonly customerId: string;
  readonly requesterId: string;
  /** What its calls name their account or device by. */
  readonly targets: readonly string[];
  readonly runId: string;
  readonly steps: readonly string[];
  /** It counts for all of its batch already, so the others of it don't count again. */
  readonly batchId?: string | undefined;
}

/** `asked` counts also what may still be sent, `sent` only what was. */
export type CountedHow = 'asked' | 'sent';

export type Counts = ReturnType<typeof createCounts>;

/** How often the like was done already. One customer's requests say nothing about another's. */
export function createCounts(pool: Pool) {
  return {
    /** Others of this customer wait here until the caller's transaction ends, so that each of them counts the one before. */
    async inTurn(client: PoolClient, customerId: string): Promise<void> {
      await client.query(`select pg_advisory_xact_lock(hashtextextended('limits:' || $1, 0))`, [customerId]);
    },

    /** When each of them will count no more, the first one first. */
    async until(
      { of, within, risk, operations }: Counted,
      { customerId, requesterId, targets, runId, steps, batchId }: CountedFor,
      how: CountedHow,
      client: Pool | PoolClient = pool,
    ): Promise<string[]> {
      const { rows } = await client.query<{ until: Date }>(
        `select max(greatest(asked.at, effect.started_at)) + $3 * interval '1 millisecond' as until
         from app.approval
         cross join lateral jsonb_array_elements(approval->'calls') as call
         left join app.effect on effect.run_id = approval.run_id and effect.operation = call->>'operation'
         left join lateral (select asked_at as at where $2 = 'asked' and approval.state in ('pending', 'approved')) as asked on true
         where approval.customer_id = $1
           and greatest(asked.at, effect.started_at) > clock_timestamp() - $3 * interval '1 millisecond'
           and call->>'risk' = any($4) and ($5::text[] is null or call->>'operation' = any($5))
           and ($6::text is null or approval->'requester'->>'id' = $6)
           and ($7::text[] is null or exists (
             select from jsonb_array_elements(call->'values') as value where lower(value->>'value') = any($7)))
           and not (approval.run_id = $8 and call->>'step' = any($9))
           and ($10::text is null or approval->'batch'->>'id' is distinct from $10)
         group by approval.run_id, call->>'step'
         order by until`,
        [
          customerId,
          how,
          inMilliseconds(within),
          Risk.options.slice(Risk.options.indexOf(risk)),
          operations ?? null,
          of === 'person' ? requesterId : null,
          of === 'target' ? targets : null,
          runId,
          steps,
          batchId ?? null,
        ],
      );
      return rows.map(({ until }) => until.toISOString());
    },
  };
}
