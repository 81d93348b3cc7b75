import type { Pool, PoolClient } from 'pg';
import { z } from 'zod';
import { MessageRef } from '../domain/place.ts';
import { type NewQuestion, Question } from '../domain/question.ts';
import { type Duration, inMilliseconds } from '../lib/duration.ts';

const QuestionRow = z
  .object({
    question: z.record(z.string(), z.unknown()),
    cards: z.array(MessageRef),
    state: z.string(),
    answer: z.string().nullable(),
    answeredBy: z.unknown(),
  })
  .transform(({ question, answer, answeredBy, ...row }) =>
    Question.parse({ ...question, ...row, answer: answer ?? undefined, answeredBy: answeredBy ?? undefined }),
  );

const columns = 'question, cards, state, answer, answered_by as "answeredBy"';

export type Questions = ReturnType<typeof createQuestions>;

/** Questions to requesters; the first answer counts, by the database's clock. */
export function createQuestions(pool: Pool) {
  const read = async (id: string): Promise<Question | undefined> => {
    const found = await pool.query(`select ${columns} from app.question where id = $1`, [id]);
    return found.rows[0] && QuestionRow.parse(found.rows[0]);
  };
  const known = async (id: string): Promise<Question> => {
    const found = await read(id);
    if (!found) throw new Error(`There is no question ${id}`);
    return found;
  };
  return {
    read,

    /** Writes it down; asked again, it is the question that stands there already. */
    async ask(question: NewQuestion, within: Duration): Promise<Question> {
      await pool.query(
        `insert into app.question (id, run_id, customer_id, question, expires_at)
         values ($1, $2, $3, $4, clock_timestamp() + $5 * interval '1 millisecond') on conflict (id) do nothing`,
        [question.id, question.runId, question.customerId, question, inMilliseconds(within)],
      );
      return known(question.id);
    },

    async shownOn(id: string, cards: readonly MessageRef[]): Promise<void> {
      await pool.query('update app.question set cards = cards || $2::jsonb where id = $1', [id, JSON.stringify(cards)]);
    },

    /** Answers in the caller's transaction; `undefined` when it is too late. */
    async answer(
      client: PoolClient,
      id: string,
      answer: string,
      by: { readonly id: string; readonly name: string },
    ): Promise<Question | undefined> {
      const answered = await client.query(
        `update app.question set state = 'answered', answer = $2, answered_by = $3
         where id = $1 and state = 'open' and expires_at > clock_timestamp() returning ${columns}`,
        [id, answer, by],
      );
      return answered.rows[0] && QuestionRow.parse(answered.rows[0]);
    },

    async close(id: string): Promise<Question> {
      await pool.query(`update app.question set state = 'expired' where id = $1 and state = 'open'`, [id]);
      return known(id);
    },
  };
}
