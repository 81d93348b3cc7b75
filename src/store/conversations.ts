import type { Pool } from 'pg';

/** How chat platforms reach their conversations again; see `ChatMemory`. */
export function createConversations(pool: Pool) {
  return {
    async get(key: string): Promise<unknown> {
      const { rows } = await pool.query('select value from app.conversation where key = $1', [key]);
      return rows[0]?.value;
    },
    async put(key: string, value: unknown): Promise<void> {
      await pool.query(
        `insert into app.conversation (key, value) values ($1, $2)
         on conflict (key) do update set value = excluded.value where app.conversation.value <> excluded.value`,
        [key, JSON.stringify(value)],
      );
    },
  };
}
