import type { Pool } from '../../src/store/pool.ts';

/** A secret, and where it must never be. */
export interface Canary {
  /** Every row of every table that holds it, in any form a program would write it down in. */
  inDatabase(database: Pool): Promise<string[]>;
  /** Of these texts, such as log lines and chat messages, those that hold it. */
  among(texts: readonly string[]): string[];
}

export function canaryOf(secret: string): Canary {
  const forms = formsOf(secret);
  const holds = (text: string) => forms.some((form) => text.includes(form));
  return {
    async inDatabase(database) {
      const { rows: tables } = await database.query<{ name: string }>(
        `select format('%I.%I', schemaname, tablename) as name from pg_tables
         where schemaname not in ('pg_catalog', 'information_schema')`,
      );
      const found = await Promise.all(
        tables.map(async ({ name }) => {
          const { rows } = await database.query<{ row: string }>(
            `select row_to_json(t)::text as row from ${name} as t`,
          );
          return rows.filter(({ row }) => holds(row)).map(({ row }) => `${name}: ${row}`);
        }),
      );
      return found.flat();
    },
    among: (texts) => texts.filter(holds),
  };
}

/** As it is, and as it travels in JSON, addresses, headers, bytes and messages. */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const escaped = JSON.stringify(secret).slice(1, -1);
  return [
    secret,
    escaped,
    JSON.stringify(escaped).slice(1, -1),
    encodeURIComponent(secret),
    new URLSearchParams({ a: secret }).toString().slice(2),
    bytes.toString('hex'),
    secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
    ...base64FormsOf(secret),
  ];
}

/** Base64 looks different depending on what stands before it; what is the same whatever stands around it. */
function base64FormsOf(secret: string): string[] {
  return [0, 1, 2].flatMap((before) => {
    const bytes = Buffer.from('x'.repeat(before) + secret);
    const whole = bytes.subarray(0, bytes.length - (bytes.length % 3)).toString('base64');
    const core = before === 0 ? whole : whole.slice(4);
    return [core, core.replaceAll('+', '-').replaceAll('/', '_')];
  });
}
