import type { Pool } from 'pg';

/** An event that was written down and is not dealt with yet. */
export interface OpenEvent {
  readonly id: string;
  readonly event: unknown;
  readonly attempts: number;
}

export type Inbox = ReturnType<typeof createInbox>;

/** Everything that was accepted, so that nothing accepted is lost and nothing delivered twice is done twice. */
export function createInbox(pool: Pool) {
  return {
    /** One commit. After it the sender may forget the event. */
    async remember(id: string, event: unknown): Promise<'new' | 'seen'> {
      const written = await pool.query(
        'insert into app.inbox (id, event) values ($1, $2) on conflict (id) do nothing',
        [id, event],
      );
      return written.rowCount === 1 ? 'new' : 'seen';
    },

    async done(id: string): Promise<void> {
      await pool.query(`update app.inbox set state = 'done' where id = $1`, [id]);
    },

    /** Counts a try that failed; after the last one the event is set aside for a person to look at. */
    async failed(id: string, lastAttempt: number): Promise<'open' | 'set-aside'> {
      const { rows } = await pool.query<{ state: 'open' | 'set-aside' }>(
        `update app.inbox set attempts = attempts + 1,
           state = case when attempts + 1 >= $2 then 'set-aside' else 'open' end
         where id = $1 returning state`,
        [id, lastAttempt],
      );
      return rows[0]?.state ?? 'set-aside';
    },

    /** What an earlier life accepted and did not finish, oldest first. */
    async unfinished(): Promise<OpenEvent[]> {
      const { rows } = await pool.query<OpenEvent>(
        `select id, event, attempts from app.inbox where state = 'open' order by received_at limit 1000`,
      );
      return rows;
    },
  };
}
