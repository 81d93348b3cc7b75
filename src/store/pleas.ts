import type { Pool, PoolClient } from './pool.ts';

/** What somebody may not do themselves, and those who may. It holds ids alone, and nothing that a ticket says. */
export interface Plea {
  readonly personId: string;
  readonly customerId: string;
  readonly permission: string;
  /** What it is about, by its id: asked again about the same matter, it is the same plea. */
  readonly matter: string;
  /** What those who are asked know it by, such as a ticket's number; may be empty. */
  readonly about: string;
  readonly helperIds: readonly string[];
}

/** What becomes of asking. */
export type Asked =
  | { readonly outcome: 'asked'; readonly plea: Plea }
  | { readonly outcome: 'asked-before' | 'too-many' | 'unknown' };

/** About one matter nobody asks more often than once in this time, and about all together not more than so often. */
const AGAIN_AFTER = '1 hour';
const MOST_AN_HOUR = 5;
const KEPT = '2 days';

const columns = `person_id as "personId", customer_id as "customerId", permission, matter, about, helper_ids as "helperIds"`;

export type Pleas = ReturnType<typeof createPleas>;

/** Who may have others asked for what, and has. */
export function createPleas(pool: Pool) {
  return {
    /** Writes down what can be asked for; the same matter is written down once. */
    async offer({ personId, customerId, permission, matter, about, helperIds }: Plea): Promise<string> {
      const { rows } = await pool.query<{ id: string }>(
        `insert into app.plea (person_id, customer_id, permission, matter, about, helper_ids)
         values ($1, $2, $3, $4, $5, $6)
         on conflict (person_id, customer_id, permission, matter)
         do update set about = excluded.about, helper_ids = excluded.helper_ids, offered_at = now()
         returning id`,
        [personId, customerId, permission, matter, about, helperIds],
      );
      return rows[0]?.id ?? '';
    },

    /** What somebody was offered; nobody else's. */
    async read(id: string, personId: string): Promise<Plea | undefined> {
      const { rows } = await pool.query<Plea>(
        `select ${columns} from app.plea where id::text = $1 and person_id = $2`,
        [id, personId],
      );
      return rows[0];
    },

    /** Takes the one asking of an hour; only whoever it was offered to can take it. */
    async ask(client: PoolClient, id: string, personId: string): Promise<Asked> {
      await client.query(`select pg_advisory_xact_lock(hashtextextended('plea:' || $1, 0))`, [personId]);
      const { rows } = await client.query<Plea & { askedLately: boolean; askedInAll: number }>(
        `select ${columns}, coalesce(asked_at > now() - interval '${AGAIN_AFTER}', false) as "askedLately",
           (select count(*)::int from app.plea others
            where others.person_id = $2 and others.asked_at > now() - interval '1 hour') as "askedInAll"
         from app.plea where id::text = $1 and person_id = $2`,
        [id, personId],
      );
      const [found] = rows;
      if (!found) return { outcome: 'unknown' };
      const { askedLately, askedInAll, ...plea } = found;
      if (askedLately) return { outcome: 'asked-before' };
      if (askedInAll >= MOST_AN_HOUR) return { outcome: 'too-many' };
      await client.query('update app.plea set asked_at = now() where id::text = $1', [id]);
      return { outcome: 'asked', plea };
    },

    /** Nobody could be told, so it may be tried again. */
    async notTold(id: string): Promise<void> {
      await pool.query('update app.plea set asked_at = null where id::text = $1', [id]);
    },

    /** Forgets what nobody can need any more. */
    async sweep(): Promise<void> {
      await pool.query(`delete from app.plea where greatest(offered_at, asked_at) < now() - interval '${KEPT}'`);
    },
  };
}
