import type { Pool, PoolClient } from 'pg';
import { z } from 'zod';
import type { MessageRef } from '../domain/place.ts';
import { type NewVerification, Verification, type Verified } from '../domain/verification.ts';
import { type Duration, inMilliseconds } from '../lib/duration.ts';

const VerificationRow = z
  .object({
    verification: z.record(z.string(), z.unknown()),
    turn: z.number(),
    chosen: z.unknown(),
    cards: z.unknown(),
    state: z.string(),
    proof: z.record(z.string(), z.unknown()).nullable(),
    why: z.string().nullable(),
    endedAt: z.date().nullable(),
  })
  .transform(({ verification, proof, endedAt, chosen, why, ...row }) => {
    const { id, account } = verification;
    return Verification.parse({
      ...verification,
      ...row,
      chosen: chosen ?? undefined,
      why: why ?? undefined,
      verified: proof ? { ...proof, id, account, at: endedAt?.toISOString() } : undefined,
    });
  });

const columns = 'verification, turn, chosen, cards, state, proof, why, ended_at as "endedAt"';

/** How it was proven; when, the database says. */
export type ProvenBy = Pick<Verified, 'way' | 'by' | 'partIds'>;

export type Verifications = ReturnType<typeof createVerifications>;

/** What was found out about who asked. Their time is the database's. */
export function createVerifications(pool: Pool) {
  const only = async (client: Pool | PoolClient, sql: string, values: readonly unknown[]) => {
    const { rows } = await client.query(sql, [...values]);
    return rows[0] && VerificationRow.parse(rows[0]);
  };
  const read = (id: string, client: Pool | PoolClient = pool): Promise<Verification | undefined> =>
    only(client, `select ${columns} from app.verification where id = $1`, [id]);
  return {
    read,

    /** Writes it down; the same id again is the one that stands there already. */
    async begin(about: NewVerification, client: Pool | PoolClient = pool): Promise<Verification> {
      await client.query(
        `insert into app.verification (id, run_id, customer_id, account, verification)
         values ($1, $2, $3, lower($4), $5) on conflict (id) do nothing`,
        [about.id, about.runId, about.customerId, about.account, about],
      );
      const begun = await read(about.id, client);
      if (!begun) throw new Error(`There is no verification ${about.id}`);
      return begun;
    },

    async shownOn(id: string, cards: readonly MessageRef[]): Promise<void> {
      await pool.query('update app.verification set cards = cards || $2::jsonb where id = $1', [
        id,
        JSON.stringify(cards),
      ]);
    },

    /** Takes what a technician chose in this turn; `undefined` when somebody has chosen, or the turn is over. */
    async choose(
      client: PoolClient,
      id: string,
      turn: number,
      chosen: Verification['chosen'],
    ): Promise<Verification | undefined> {
      return only(
        client,
        `update app.verification set chosen = $3 where id = $1 and turn = $2 and state = 'open' and chosen is null
         returning ${columns}`,
        [id, turn, chosen],
      );
    },

    /** Ends a turn that came to nothing; the same turn again changes nothing. */
    async nextTurn(id: string, turn: number): Promise<void> {
      await pool.query(
        `update app.verification set turn = turn + 1, chosen = null where id = $1 and turn = $2 and state = 'open'`,
        [id, turn],
      );
    },

    async pass(client: PoolClient, id: string, proof: ProvenBy): Promise<Verification | undefined> {
      return only(
        client,
        `update app.verification set state = 'passed', proof = $2, ended_at = clock_timestamp()
         where id = $1 and state = 'open' returning ${columns}`,
        [id, proof],
      );
    },

    async fail(client: PoolClient, id: string, why: string): Promise<Verification | undefined> {
      return only(
        client,
        `update app.verification set state = 'failed', why = $2, ended_at = clock_timestamp()
         where id = $1 and state = 'open' returning ${columns}`,
        [id, why],
      );
    },

    /** How many of one account failed lately: somebody may be trying. */
    async failedLately(customerId: string, account: string, within: Duration): Promise<number> {
      const { rows } = await pool.query<{ count: number }>(
        `select count(*)::int as count from app.verification where customer_id = $1 and account = lower($2)
         and state = 'failed' and ended_at > clock_timestamp() - $3 * interval '1 millisecond'`,
        [customerId, account, inMilliseconds(within)],
      );
      return rows[0]?.count ?? 0;
    },
  };
}
