import type { Pool } from 'pg';
import { z } from 'zod';
import { HandOff } from '../domain/hand-off.ts';
import { MessageRef } from '../domain/place.ts';

const WrittenHandOff = z.object({
  id: z.string(),
  customerId: z.string(),
  shown: HandOff,
  cards: z.array(MessageRef).readonly(),
});
type WrittenHandOff = Readonly<z.infer<typeof WrittenHandOff>>;

const columns = 'id, customer_id as "customerId", shown, cards';

export type HandOffs = ReturnType<typeof createHandOffs>;

/** Cards with which tickets were handed to technicians. An id can't be guessed, and names its customer. */
export function createHandOffs(pool: Pool) {
  return {
    async write(customerId: string, shown: HandOff): Promise<string> {
      const written = await pool.query<{ id: string }>(
        'insert into app.hand_off (customer_id, ticket_id, shown) values ($1, $2, $3) returning id',
        [customerId, shown.ticketId, shown],
      );
      return z.string().parse(written.rows[0]?.id);
    },

    async shownOn(id: string, cards: readonly MessageRef[]): Promise<void> {
      await pool.query('update app.hand_off set cards = cards || $2::jsonb where id = $1', [id, JSON.stringify(cards)]);
    },

    async read(id: string): Promise<WrittenHandOff | undefined> {
      if (!z.uuid().safeParse(id).success) return undefined;
      const found = await pool.query(`select ${columns} from app.hand_off where id = $1`, [id]);
      return found.rows[0] && WrittenHandOff.parse(found.rows[0]);
    },

    /** Changes what every card of a ticket shows from now on, and returns them all, oldest first. */
    async change(
      customerId: string,
      ticketId: string,
      news: Pick<HandOff, 'correction' | 'draft'>,
    ): Promise<WrittenHandOff[]> {
      const changed = await pool.query(
        `update app.hand_off set shown = (shown - 'draft') || $3::jsonb
         where customer_id = $1 and ticket_id = $2 returning ${columns}, at`,
        [customerId, ticketId, news],
      );
      return z.array(WrittenHandOff).parse(changed.rows);
    },
  };
}
