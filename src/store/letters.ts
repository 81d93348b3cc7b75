import type { Pool } from 'pg';
import { Outcome } from '../domain/outcome.ts';

/** What was told to a ticket that came from outside, for its sender to fetch. */
export interface Letter {
  readonly text: string;
  readonly outcome: Outcome | null;
  /** Whether the outcome was only simulated. */
  readonly simulated: boolean;
  readonly at: string;
}

export type Letters = ReturnType<typeof createLetters>;

/** Letters to tickets whose help desk the desk can't call. */
export function createLetters(pool: Pool) {
  return {
    /** The same letter twice is one. */
    async put(
      id: string,
      to: { readonly customerId: string; readonly ticketId: string },
      letter: { readonly text: string; readonly outcome?: Outcome; readonly simulated?: boolean },
    ): Promise<void> {
      await pool.query(
        `insert into app.letter (id, customer_id, ticket_id, text, outcome, simulated) values ($1, $2, $3, $4, $5, $6)
         on conflict (id) do nothing`,
        [id, to.customerId, to.ticketId, letter.text, letter.outcome ?? null, letter.simulated ?? false],
      );
    },

    async of(customerId: string, ticketId: string): Promise<Letter[]> {
      const { rows } = await pool.query<{ text: string; outcome: string | null; simulated: boolean; at: Date }>(
        'select text, outcome, simulated, at from app.letter where customer_id = $1 and ticket_id = $2 order by at',
        [customerId, ticketId],
      );
      return rows.map(({ text, outcome, simulated, at }) => ({
        text,
        simulated,
        outcome: Outcome.nullable().parse(outcome),
        at: at.toISOString(),
      }));
    },
  };
}
