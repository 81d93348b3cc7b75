import type { Pool, PoolClient } from 'pg';
import { z } from 'zod';
import { MessageRef } from '../domain/place.ts';

/** One call that changes something outside, written down before it is made. */
export const Effect = z.object({
  key: z.string(),
  /** Names it to vendors: no other desk, and no later life of this one with an empty database, has the same. */
  reference: z.string(),
  runId: z.string(),
  customerId: z.string(),
  operation: z.string(),
  inputDigest: z.string(),
  state: z.enum(['started', 'done', 'failed', 'unsure']),
  attempt: z.number(),
  result: z.unknown(),
  error: z.string().nullable(),
  /** Until when a call that was begun may still be on its way. */
  waitMs: z.number(),
  endedAt: z.date().nullable(),
  settledBy: z.object({ id: z.string(), name: z.string() }).nullable(),
  cards: z.array(MessageRef),
});
export type Effect = Readonly<z.infer<typeof Effect>>;

const columns = `key, reference, run_id as "runId", customer_id as "customerId", operation, input_digest as "inputDigest", state, attempt,
  result, error, greatest(0, extract(epoch from deadline - clock_timestamp()) * 1000)::float8 as "waitMs",
  ended_at as "endedAt", settled_by as "settledBy", cards`;

export type Effects = ReturnType<typeof createEffects>;

/** The journal of effects: intent before the call, result after it. */
export function createEffects(pool: Pool) {
  const read = async (key: string): Promise<Effect | undefined> => {
    const { rows } = await pool.query(`select ${columns} from app.effect where key = $1`, [key]);
    return rows[0] && Effect.parse(rows[0]);
  };
  return {
    read,

    /** Whether a run has done something, or may have. */
    async mayHaveDone(runId: string): Promise<boolean> {
      const { rowCount } = await pool.query(`select from app.effect where run_id = $1 and state <> 'failed' limit 1`, [
        runId,
      ]);
      return rowCount === 1;
    },

    /**
     * Begins a call, or begins it again: after a definite failure, or when the attempt `over` was cut off. Answers with
     * its reference and the number of the attempt; `undefined` when it may not begin.
     */
    async begin(
      client: PoolClient,
      intent: Pick<Effect, 'key' | 'runId' | 'customerId' | 'operation' | 'inputDigest'>,
      withinMs: number,
      over?: number,
    ): Promise<Pick<Effect, 'attempt' | 'reference'> | undefined> {
      const begun = await client.query<Pick<Effect, 'attempt' | 'reference'>>(
        `insert into app.effect (key, run_id, customer_id, operation, input_digest, state, deadline)
         values ($1, $2, $3, $4, $5, 'started', clock_timestamp() + $6 * interval '1 millisecond')
         on conflict (key) do update set state = 'started', attempt = app.effect.attempt + 1, error = null,
           input_digest = excluded.input_digest, started_at = clock_timestamp(), deadline = excluded.deadline
         where app.effect.settled_by is null
           and (app.effect.state = 'failed' or (app.effect.state in ('started', 'unsure') and app.effect.attempt = $7))
         returning attempt, reference`,
        [intent.key, intent.runId, intent.customerId, intent.operation, intent.inputDigest, withinMs, over ?? null],
      );
      return begun.rows[0];
    },

    /** `false` when this attempt has ended already, or another one has begun. */
    async end(
      client: PoolClient,
      key: string,
      attempt: number,
      how: { readonly result: unknown } | { readonly error: string },
    ): Promise<boolean> {
      const failed = 'error' in how;
      const ended = await client.query(
        `update app.effect set state = $3, result = $4, error = $5, ended_at = clock_timestamp()
         where key = $1 and attempt = $2 and state = 'started'`,
        [
          key,
          attempt,
          failed ? 'failed' : 'done',
          failed ? null : JSON.stringify(how.result),
          failed ? how.error : null,
        ],
      );
      return ended.rowCount === 1;
    },

    /** A look has shown that this attempt was carried out; `false` when that is known already. */
    async found(client: PoolClient, key: string, attempt: number, result: unknown): Promise<boolean> {
      const found = await client.query(
        `update app.effect set state = 'done', result = $3, ended_at = clock_timestamp()
         where key = $1 and attempt = $2 and state in ('started', 'unsure') and settled_by is null`,
        [key, attempt, JSON.stringify(result)],
      );
      return found.rowCount === 1;
    },

    async doubt(client: PoolClient, key: string, attempt: number): Promise<boolean> {
      const doubted = await client.query(
        `update app.effect set state = 'unsure' where key = $1 and attempt = $2 and state = 'started'`,
        [key, attempt],
      );
      return doubted.rowCount === 1;
    },

    async shownOn(key: string, cards: readonly MessageRef[]): Promise<void> {
      await pool.query('update app.effect set cards = cards || $2::jsonb where key = $1', [key, JSON.stringify(cards)]);
    },

    /** A person says what happened, in the caller's transaction; `false` when it is settled already. */
    async settle(
      client: PoolClient,
      key: string,
      happened: boolean,
      by: { readonly id: string; readonly name: string },
    ): Promise<boolean> {
      const settled = await client.query(
        `update app.effect set state = $2, settled_by = $3, ended_at = clock_timestamp(), result = case when $2 = 'done' then 'null'::jsonb end
         where key = $1 and state = 'unsure'`,
        [key, happened ? 'done' : 'failed', by],
      );
      return settled.rowCount === 1;
    },
  };
}
