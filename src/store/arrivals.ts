import type { Pool } from 'pg';

/** A ticket of a help desk, by the ids of both sides. */
export interface ArrivalKey {
  readonly connector: string;
  readonly customerId: string;
  readonly ticketId: string;
}

export type Arrivals = ReturnType<typeof createArrivals>;

/** How often a ticket that can't be read is tried before somebody has to look. */
const MOST_TRIES = 10;

/** Tickets that help desks have told of, until they are taken in. */
export function createArrivals(pool: Pool) {
  return {
    /** Writes down that there is one; told again, it is the same one. */
    async told({ connector, customerId, ticketId }: ArrivalKey): Promise<void> {
      await pool.query(
        'insert into app.arrival (connector, customer_id, ticket_id) values ($1, $2, $3) on conflict do nothing',
        [connector, customerId, ticketId],
      );
    },

    /** Some that nobody has taken in yet, for this caller alone and for a minute. */
    async due(atMost: number): Promise<ArrivalKey[]> {
      const { rows } = await pool.query<ArrivalKey>(
        `update app.arrival set leased_until = now() + interval '1 minute', tries = tries + 1
         where (connector, customer_id, ticket_id) in (
           select connector, customer_id, ticket_id from app.arrival
           where state = 'told' and leased_until < now() order by told_at limit $1 for update skip locked)
         returning connector, customer_id as "customerId", ticket_id as "ticketId"`,
        [atMost],
      );
      return rows;
    },

    async taken({ connector, customerId, ticketId }: ArrivalKey): Promise<void> {
      await pool.query(
        `update app.arrival set state = 'taken' where connector = $1 and customer_id = $2 and ticket_id = $3`,
        [connector, customerId, ticketId],
      );
    },

    /** It could not be read now. `true` when it was tried often enough and is set aside. */
    async failed({ connector, customerId, ticketId }: ArrivalKey): Promise<boolean> {
      const { rowCount } = await pool.query(
        `update app.arrival set state = 'set-aside'
         where connector = $1 and customer_id = $2 and ticket_id = $3 and tries >= $4`,
        [connector, customerId, ticketId, MOST_TRIES],
      );
      return rowCount === 1;
    },
  };
}
