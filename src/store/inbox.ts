import type { Pool } from 'pg';

/** An event that was begun this often and never finished takes the desk down with it. */
const LAST_ATTEMPT = 5;

export type Inbox = ReturnType<typeof createInbox>;

/** Everything that was accepted, so that nothing accepted is lost and nothing delivered twice is done twice. */
export function createInbox(pool: Pool) {
  return {
    /** One commit. After it the sender may forget the event. */
    async remember(key: string, event: unknown): Promise<{ readonly isNew: boolean }> {
      const written = await pool.query(
        'insert into app.inbox (id, event, attempts) values ($1, $2, 1) on conflict (id) do nothing',
        [key, event],
      );
      return { isNew: written.rowCount === 1 };
    },

    async done(key: string): Promise<void> {
      await pool.query(`update app.inbox set state = 'done' where id = $1`, [key]);
    },

    /** Keeps an event for a person to look at. */
    async setAside(key: string): Promise<void> {
      await pool.query(`update app.inbox set state = 'set-aside' where id = $1`, [key]);
    },

    /** What an earlier life accepted and did not finish, oldest first; what never finishes is set aside. */
    async unfinished(): Promise<unknown[]> {
      await pool.query(`update app.inbox set state = 'set-aside' where state = 'open' and attempts >= $1`, [
        LAST_ATTEMPT,
      ]);
      const { rows } = await pool.query<{ event: unknown }>(
        `with begun as (
           update app.inbox set attempts = attempts + 1 where state = 'open' returning event, received_at
         ) select event from begun order by received_at`,
      );
      return rows.map(({ event }) => event);
    },
  };
}
