import type { Pool, PoolClient } from 'pg';
import { z } from 'zod';
import type { MessageRef } from '../domain/place.ts';
import { Challenge } from '../domain/verification.ts';
import { type Duration, inMilliseconds } from '../lib/duration.ts';
import { isCode, type KeptCode } from '../lib/one-time-code.ts';

const columns = `id, verification_id as "verificationId", way, answerer_id as "answererId", cards, told, state`;

const Tried = z.object({ salt: z.string(), digest: z.string(), left: z.number() });

/** What a try has come to; `spent`: it was the last one. */
export type Tried = 'right' | 'wrong' | 'spent' | 'closed';

export type Challenges = ReturnType<typeof createChallenges>;

/** Challenges: one person, few tries, and an end by the database's clock. */
export function createChallenges(pool: Pool) {
  return {
    async read(id: string): Promise<Challenge | undefined> {
      const { rows } = await pool.query(`select ${columns} from app.challenge where id = $1`, [id]);
      return rows[0] && Challenge.parse(rows[0]);
    },

    /** Opens it. Opened again after a crash it has another code, and no try more. */
    async open(
      challenge: Pick<Challenge, 'id' | 'verificationId' | 'way' | 'answererId'>,
      code: KeptCode,
      limits: { readonly within: Duration; readonly attempts: number },
    ): Promise<void> {
      const { id, verificationId, way, answererId } = challenge;
      await pool.query(
        `insert into app.challenge (id, verification_id, way, answerer_id, salt, digest, attempts_at_most, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, clock_timestamp() + $8 * interval '1 millisecond')
         on conflict (id) do update set way = excluded.way, answerer_id = excluded.answerer_id,
           salt = excluded.salt, digest = excluded.digest where challenge.state = 'open'`,
        [id, verificationId, way, answererId, code.salt, code.digest, limits.attempts, inMilliseconds(limits.within)],
      );
    },

    async shownOn(id: string, cards: readonly MessageRef[], told: readonly MessageRef[]): Promise<void> {
      await pool.query('update app.challenge set cards = cards || $2::jsonb, told = told || $3::jsonb where id = $1', [
        id,
        JSON.stringify(cards),
        JSON.stringify(told),
      ]);
    },

    /** Counts the try before it looks at it; the row is held until the caller's transaction ends, so that no two are made at once. */
    async try(client: PoolClient, id: string, typed: string): Promise<Tried> {
      const { rows } = await client.query(
        `update app.challenge set attempts = attempts + 1
         where id = $1 and state = 'open' and expires_at > clock_timestamp() and attempts < attempts_at_most
         returning salt, digest, attempts_at_most - attempts as left`,
        [id],
      );
      if (!rows[0]) return 'closed';
      const { left, ...code } = Tried.parse(rows[0]);
      const tried = isCode(typed, code) ? 'right' : left > 0 ? 'wrong' : 'spent';
      if (tried !== 'wrong') await end(client, id, tried === 'right' ? 'passed' : 'failed');
      return tried;
    },

    /** Ends it by its answerer's no; whether it was still open. */
    async refuse(client: PoolClient, id: string): Promise<boolean> {
      const { rowCount } = await client.query(
        `update app.challenge set state = 'failed' where id = $1 and state = 'open' and expires_at > clock_timestamp()`,
        [id],
      );
      return rowCount === 1;
    },

    /** Ends the waiting: what was not answered by now has expired. */
    async close(id: string): Promise<void> {
      await end(pool, id, 'expired');
    },
  };
}

async function end(client: Pool | PoolClient, id: string, state: Challenge['state']): Promise<void> {
  await client.query(`update app.challenge set state = $2 where id = $1 and state = 'open'`, [id, state]);
}
