import type { Pool } from 'pg';
import { cleaned } from '../lib/cleaned.ts';

/** Older answers are not used any more: models and words change. */
const KEPT_FOR = `interval '30 days'`;

/** What language models answered, by customer and key. No customer is answered with what another one was. */
export function createModelAnswers(pool: Pool) {
  return {
    async find(customerId: string, key: string): Promise<unknown | undefined> {
      const { rows } = await pool.query<{ answer: unknown }>(
        `select answer from app.model_answer
         where customer_id = $1 and key = $2 and at > clock_timestamp() - ${KEPT_FOR}`,
        [customerId, key],
      );
      return rows[0]?.answer;
    },

    /** The latest answer counts. */
    async keep(customerId: string, key: string, answer: unknown): Promise<void> {
      await pool.query(
        `insert into app.model_answer (customer_id, key, answer) values ($1, $2, $3)
         on conflict (customer_id, key) do update set answer = excluded.answer, at = clock_timestamp()`,
        [customerId, key, JSON.stringify(cleaned(answer))],
      );
    },

    /** Deletes what is too old to be found. */
    async sweep(): Promise<void> {
      await pool.query(`delete from app.model_answer where at <= clock_timestamp() - ${KEPT_FOR}`);
    },
  };
}
