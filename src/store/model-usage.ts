import type { Pool } from 'pg';
import { z } from 'zod';

/** What came of all calls of one model for one customer; without a model of all its models, without a customer of everybody. */
const UsedModel = z.object({
  customerId: z.string().nullable(),
  model: z.string().nullable(),
  tickets: z.number(),
  calls: z.number(),
  /** Of those: not answered, and nothing was billed. */
  failed: z.number(),
  /** Of those: nobody said yet what they cost, so they count with the most they can. */
  unsettled: z.number(),
  /** Answered without a call, by an earlier answer. */
  spared: z.number(),
  input: z.number(),
  cached: z.number(),
  output: z.number(),
  cost: z.string(),
  isEstimate: z.boolean(),
});
export type UsedModel = Readonly<z.infer<typeof UsedModel>>;

export type ModelUsage = ReturnType<typeof createModelUsage>;

/** What the calls of language models have used. Tickets are counted once, whichever models they were shown to. */
export function createModelUsage(pool: Pool) {
  return {
    /** What one month such as `2026-11` has cost, summed up in every way it is shown; of one customer or of all. */
    async during(month: string, customerId?: string): Promise<UsedModel[]> {
      const { rows } = await pool.query(usedInMonth, [`${month}-01`, customerId ?? null]);
      return rows.map((row) => UsedModel.parse(row));
    },
  };
}

const usedInMonth = `
  select customer_id as "customerId", model, count(distinct ticket_id)::int as tickets,
    (count(*) filter (where state <> 'spared'))::int as calls, (count(*) filter (where state = 'failed'))::int as failed,
    (count(*) filter (where state = 'reserved'))::int as unsettled,
    (count(*) filter (where state = 'spared'))::int as spared,
    coalesce(sum(input_tokens), 0)::float as input, coalesce(sum(cached_tokens), 0)::float as cached,
    coalesce(sum(output_tokens), 0)::float as output, coalesce(sum(cost_usd), 0)::text as cost,
    coalesce(bool_or(estimated or state = 'reserved'), false) as "isEstimate"
  from app.model_call
  where at >= $1::timestamp at time zone 'UTC' and at < ($1::timestamp + interval '1 month') at time zone 'UTC'
    and ($2::text is null or customer_id = $2)
  group by grouping sets ((customer_id, model), (customer_id), (model), ())
  order by customer_id nulls last, grouping(model), sum(cost_usd) desc, model`;
