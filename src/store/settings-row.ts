import type { Pool } from 'pg';
import { type SettingsAdapter, SettingsChanged } from './settings.ts';

/** The document as one row of the database that the replicas share. */
export function settingsRow(pool: Pool, id = 'settings'): SettingsAdapter {
  let known: string | undefined;

  return {
    where: `the row "${id}" of the table app.settings`,
    remedy: 'Correct the document there.',

    async read() {
      const { rows } = await pool.query<{ document: unknown; version: string }>(
        'select document, version from app.settings where id = $1',
        [id],
      );
      known = rows[0]?.version;
      return rows[0]?.document ?? null;
    },

    async write(document) {
      const { rows } = await pool.query<{ version: string }>(known === undefined ? CREATE : REPLACE, [
        id,
        JSON.stringify(document),
        ...(known === undefined ? [] : [known]),
      ]);
      if (!rows[0]) throw new SettingsChanged('Another replica changed the settings');
      known = rows[0].version;
    },
  };
}

const CREATE = `insert into app.settings (id, document, version) values ($1, $2, 1)
  on conflict (id) do nothing returning version`;

const REPLACE = `update app.settings set document = $2, version = version + 1
  where id = $1 and version = $3 returning version`;
