import type { Pool } from 'pg';

/** Notes of one remote session. */
export interface SessionNotes {
  readonly customerId: string;
  readonly sessionId: string;
  readonly ticketId: string;
  readonly text: string;
}

export type SessionRecord = ReturnType<typeof createSessionRecord>;

/** What technicians wrote about remote sessions, whose vendor has no place for it. */
export function createSessionRecord(pool: Pool) {
  return {
    /** The same key twice is one note. */
    async keep(key: string, { customerId, sessionId, ticketId, text }: SessionNotes): Promise<void> {
      await pool.query(
        `insert into app.session_note (key, customer_id, session_id, ticket_id, text) values ($1, $2, $3, $4, $5)
         on conflict (key) do nothing`,
        [key, customerId, sessionId, ticketId, text],
      );
    },
  };
}
