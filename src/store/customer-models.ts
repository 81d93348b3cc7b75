import type { Pool } from 'pg';
import { z } from 'zod';
import { Category } from '../domain/category.ts';
import type { NewLesson } from './lessons.ts';

/** What a model is to be made of: the lessons of a moment, and their fingerprint. */
export interface ToLearn {
  readonly knows: string;
  readonly lessons: readonly NewLesson[];
}

/** More lessons would take minutes; the newest count. */
export const MOST_LEARNED = 5_000;

const ToLearn = z.object({
  knows: z.string(),
  lessons: z.array(z.object({ text: z.string(), category: Category })),
});

/** The fingerprint of a customer's lessons, with the edition of the product that trains: both make a model what it is. */
const knows = `$1::text || ':' || coalesce(md5(string_agg(text_digest || category, ' ' order by id)), 'nothing')`;

export type CustomerModels = ReturnType<typeof createCustomerModels>;

/** Customers' own models, one each. `edition` names what they are made of beside the lessons; those of another one are not used. */
export function createCustomerModels(pool: Pool, edition: () => string) {
  return {
    /** Changes with each training; `undefined` when there is no model. */
    async version(customerId: string): Promise<string | undefined> {
      const found = await pool.query<{ version: string }>(
        `select trained_at::text as version from app.customer_model
         where customer_id = $1 and split_part(knows, ':', 1) = $2`,
        [customerId, edition()],
      );
      return found.rows[0]?.version;
    },

    async read(customerId: string): Promise<unknown> {
      const found = await pool.query<{ model: unknown }>(
        `select model from app.customer_model where customer_id = $1 and split_part(knows, ':', 1) = $2`,
        [customerId, edition()],
      );
      return found.rows[0]?.model;
    },

    /** What a customer has taught, of much the newest; `undefined` when the model knows it. */
    async toLearn(customerId: string): Promise<ToLearn | undefined> {
      const found = await pool.query(
        `with taught as (
           select ${knows} as knows,
             (select coalesce(jsonb_agg(jsonb_build_object('text', text, 'category', category) order by id), '[]') from
               (select id, text, category from app.lesson where customer_id = $2 order by at desc, id desc limit $3) as newest
             ) as lessons
           from app.lesson where customer_id = $2)
         select taught.* from taught
         where not exists (select from app.customer_model where customer_id = $2 and app.customer_model.knows = taught.knows)`,
        [edition(), customerId, MOST_LEARNED],
      );
      return found.rows[0] && ToLearn.parse(found.rows[0]);
    },

    /** Keeps a model if what it knows is still all there is to know; otherwise somebody has taught meanwhile. */
    async keep(customerId: string, model: object, { knows: known, lessons }: ToLearn): Promise<'kept' | 'overtaken'> {
      const written = await pool.query(
        `insert into app.customer_model (customer_id, lessons, knows, model)
         select $2, $3, $4, $5 where $4 = (select ${knows} from app.lesson where customer_id = $2)
         on conflict (customer_id) do update
         set lessons = excluded.lessons, knows = excluded.knows, model = excluded.model, trained_at = clock_timestamp()`,
        [edition(), customerId, lessons.length, known, model],
      );
      return written.rowCount === 1 ? 'kept' : 'overtaken';
    },

    /** The customers whose lessons no model knows. */
    async behind(): Promise<string[]> {
      const found = await pool.query<{ customerId: string }>(
        `select customer_id as "customerId" from
           (select customer_id, ${knows} as knows from app.lesson group by customer_id) as taught
         left join app.customer_model using (customer_id, knows)
         where trained_at is null order by customer_id`,
        [edition()],
      );
      return found.rows.map(({ customerId }) => customerId);
    },
  };
}
