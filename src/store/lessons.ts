import type { Pool, PoolClient } from 'pg';
import { z } from 'zod';
import { Category } from '../domain/category.ts';
import { digest } from '../lib/digest.ts';

/** What somebody said a text is. */
const KeptLesson = z.object({
  text: z.string(),
  category: Category,
  source: z.enum(['correction', 'file']),
  ticketId: z.string().nullable(),
  taughtBy: z.string(),
  at: z.date().transform((at) => at.toISOString()),
});
export type KeptLesson = Readonly<z.infer<typeof KeptLesson>>;

/** A lesson that may be new. */
export type NewLesson = Pick<KeptLesson, 'text' | 'category'>;

/** How much of what was taught was new. `changed` are the same words in another category. */
export interface Taught {
  readonly added: number;
  readonly changed: number;
  readonly known: number;
}

export type Lessons = ReturnType<typeof createLessons>;

/** What people taught, by customer: every look-up names one. The same words are one lesson, and the newest category counts. */
export function createLessons(pool: Pool) {
  return {
    /** Keeps them in the caller's transaction. */
    async add(
      client: PoolClient,
      customerId: string,
      lessons: readonly NewLesson[],
      from: Pick<KeptLesson, 'source' | 'ticketId' | 'taughtBy'>,
    ): Promise<Taught> {
      const given = distinct(lessons);
      const written = await client.query<{ isNew: boolean }>(
        `insert into app.lesson (customer_id, text_digest, text, category, source, ticket_id, taught_by)
         select $1, digest, text, category, $2, $3, $4
         from jsonb_to_recordset($5::jsonb) as given(digest text, text text, category text)
         on conflict (customer_id, text_digest) do update
         set category = excluded.category, source = excluded.source, ticket_id = excluded.ticket_id,
             taught_by = excluded.taught_by, at = clock_timestamp()
         where app.lesson.category <> excluded.category
         returning xmax = 0 as "isNew"`,
        [customerId, from.source, from.ticketId, from.taughtBy, JSON.stringify(given)],
      );
      const added = written.rows.filter(({ isNew }) => isNew).length;
      return { added, changed: written.rows.length - added, known: given.length - written.rows.length };
    },

    /** What keeping them would come to. */
    async compare(customerId: string, lessons: readonly NewLesson[]): Promise<Taught> {
      const given = distinct(lessons);
      const found = await pool.query<{ digest: string; category: string }>(
        'select text_digest as digest, category from app.lesson where customer_id = $1 and text_digest = any($2)',
        [customerId, given.map((lesson) => lesson.digest)],
      );
      const before = new Map(found.rows.map(({ digest, category }) => [digest, category]));
      const known = given.filter((lesson) => before.get(lesson.digest) === lesson.category).length;
      return { added: given.length - before.size, changed: before.size - known, known };
    },

    /** All lessons of a customer, oldest first. */
    async of(customerId: string): Promise<KeptLesson[]> {
      const found = await pool.query(
        `select text, category, source, ticket_id as "ticketId", taught_by as "taughtBy", at
         from app.lesson where customer_id = $1 order by id`,
        [customerId],
      );
      return found.rows.map((row) => KeptLesson.parse(row));
    },

    /** Takes all of them away, and the model made of them, in the caller's transaction. Answers how many there were. */
    async forget(client: PoolClient, customerId: string): Promise<number> {
      await client.query('delete from app.customer_model where customer_id = $1', [customerId]);
      const gone = await client.query('delete from app.lesson where customer_id = $1', [customerId]);
      return gone.rowCount ?? 0;
    },
  };
}

/** One lesson for the same words, as the last one of them says. */
export function distinct<L extends NewLesson>(lessons: readonly L[]): (L & { readonly digest: string })[] {
  return [...new Map(lessons.map((lesson) => [sameWords(lesson.text), lesson])).entries()].map(([digest, lesson]) => ({
    ...lesson,
    digest,
  }));
}

/** Equal for texts that differ in nothing but spaces and capital letters. */
function sameWords(text: string): string {
  return digest(text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim());
}
