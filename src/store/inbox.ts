import type { Pool } from 'pg';

/** An event that was begun this often and never finished takes the desk down with it. */
const LAST_ATTEMPT = 5;

export type Inbox = ReturnType<typeof createInbox>;

/** Everything that was accepted, so that nothing accepted is lost and nothing delivered twice is done twice. An event is its replica's. */
export function createInbox(pool: Pool, replica: string) {
  return {
    /** One commit. After it the sender may forget the event. `isOurs`: it is for us to deal with, unless we are at it. */
    async remember(key: string, event: unknown): Promise<{ readonly isOurs: boolean }> {
      const { rows } = await pool.query<{ isOurs: boolean }>(
        `insert into app.inbox (id, event, attempts, replica) values ($1, $2, 1, $3)
         on conflict (id) do update set id = excluded.id returning state = 'open' and replica = $3 as "isOurs"`,
        [key, event, replica],
      );
      return { isOurs: rows[0]?.isOurs ?? false };
    },

    async done(key: string): Promise<void> {
      await pool.query(`update app.inbox set state = 'done' where id = $1`, [key]);
    },

    /** Keeps an event for a person to look at. */
    async setAside(key: string): Promise<void> {
      await pool.query(`update app.inbox set state = 'set-aside' where id = $1`, [key]);
    },

    /** The others who have accepted something and not finished it. */
    async others(): Promise<string[]> {
      const { rows } = await pool.query<{ replica: string }>(
        `select distinct replica from app.inbox where state = 'open' and replica <> $1`,
        [replica],
      );
      return rows.map((row) => row.replica);
    },

    /** What an earlier life of a replica accepted and did not finish, oldest first, and ours from now on; what never finishes is set aside. */
    async unfinished(of: string = replica): Promise<unknown[]> {
      await pool.query(
        `update app.inbox set state = 'set-aside' where state = 'open' and replica = $1 and attempts >= $2`,
        [of, LAST_ATTEMPT],
      );
      const { rows } = await pool.query<{ event: unknown }>(
        `with begun as (
           update app.inbox set attempts = attempts + 1, replica = $2 where state = 'open' and replica = $1
           returning event, received_at
         ) select event from begun order by received_at`,
        [of, replica],
      );
      return rows.map(({ event }) => event);
    },
  };
}
