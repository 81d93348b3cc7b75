import type { Pool } from 'pg';
import { z } from 'zod';
import { type Budgets, type BudgetWarning, standingOf, warningsOf } from './model-budgets.ts';
import { inTransaction } from './pool.ts';

/** One call of a language model before it is made. Amounts are US dollars in decimal digits: only the database adds them up. */
export interface ModelCall {
  readonly customerId: string;
  readonly ticketId?: string | undefined;
  readonly model: string;
}

/** Whether the call may be made, and what is to be told. */
export type Reserved = { readonly warnings: readonly BudgetWarning[] } & (
  | { readonly outcome: 'reserved'; readonly id: string }
  | { readonly outcome: 'budget-spent'; readonly whose: keyof Budgets }
);

/** Tokens and money of a call that has ended. */
interface Billed {
  readonly input: number;
  readonly cached: number;
  readonly output: number;
  readonly cost: string;
}

export type ModelCalls = ReturnType<typeof createModelCalls>;

/**
 * Every call of a language model, written down before it is made. A call whose end nobody has told, because its process
 * died, counts with the most it can cost for as long as its month lasts: the provider may well have billed it.
 */
export function createModelCalls(pool: Pool) {
  return {
    /** Puts the most a call can cost aside, if both budgets have room for it. One at a time, between all replicas. */
    async reserve(call: ModelCall, most: { cost: string; isEstimate: boolean }, budgets: Budgets): Promise<Reserved> {
      return inTransaction(pool, async (client) => {
        await client.query(`select pg_advisory_xact_lock(hashtextextended('model budgets', 0))`);
        const now = await standingOf(client, call.customerId, most.cost, budgets);
        const spent = (['customer', 'all'] as const).find((whose) => !now[whose].hasRoom);
        const warnings = await warningsOf(client, call.customerId, now);
        if (spent) return { outcome: 'budget-spent', whose: spent, warnings };
        const { rows } = await client.query<{ id: string }>(
          `insert into app.model_call (customer_id, ticket_id, model, cost_usd, estimated, at)
           values ($1, $2, $3, $4, $5, $6) returning id`,
          [call.customerId, call.ticketId ?? null, call.model, most.cost, most.isEstimate, now.at],
        );
        return { outcome: 'reserved', id: z.string().parse(rows[0]?.id), warnings };
      });
    },

    /** What the call came to; without a bill it failed and cost nothing. The first word counts. */
    async settle(id: string, billed: Billed | undefined): Promise<void> {
      const { input, cached, output, cost } = billed ?? { input: 0, cached: 0, output: 0, cost: '0' };
      await pool.query(
        `update app.model_call set state = $2, input_tokens = $3, cached_tokens = $4, output_tokens = $5, cost_usd = $6
         where id = $1 and state = 'reserved'`,
        [id, billed ? 'done' : 'failed', input, cached, output, cost],
      );
    },

    /** A ticket was understood by an earlier answer, so nothing was asked and nothing is owed. */
    async spared({ customerId, ticketId, model }: ModelCall): Promise<void> {
      await pool.query(
        `insert into app.model_call (customer_id, ticket_id, model, state, cost_usd) values ($1, $2, $3, 'spared', 0)`,
        [customerId, ticketId ?? null, model],
      );
    },
  };
}
