import type { Pool } from 'pg';

export type Cursors = ReturnType<typeof createCursors>;

/** Until where each help desk's news were read; one replica reads them at a time. */
export function createCursors(pool: Pool) {
  return {
    /** Where to go on, for this caller alone; `undefined` while another one reads, or has read within that time. */
    async lease(
      connector: string,
      customerId: string,
      forMs: number,
    ): Promise<{ readonly cursor: string | null } | undefined> {
      const { rows } = await pool.query<{ cursor: string | null }>(
        `insert into app.cursor as known (connector, customer_id, leased_until)
         values ($1, $2, now() + $3 * interval '1 millisecond')
         on conflict (connector, customer_id) do update set leased_until = excluded.leased_until
         where known.leased_until < now()
         returning cursor`,
        [connector, customerId, forMs],
      );
      return rows[0];
    },

    async move(connector: string, customerId: string, cursor: string): Promise<void> {
      await pool.query('update app.cursor set cursor = $3 where connector = $1 and customer_id = $2', [
        connector,
        customerId,
        cursor,
      ]);
    },

    /** Lets the next one read at once. */
    async release(connector: string, customerId: string): Promise<void> {
      await pool.query(`update app.cursor set leased_until = '-infinity' where connector = $1 and customer_id = $2`, [
        connector,
        customerId,
      ]);
    },
  };
}
