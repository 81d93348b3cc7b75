import type { Answers } from './classify/answers.ts';
import { type Price, priceOf } from './classify/prices.ts';
import type { Spendings } from './desk/cost.ts';
import { createPurse } from './desk/purse.ts';
import { createBudgetTeller } from './desk/tell-budget.ts';
import type { Customer } from './domain/customer.ts';
import type { Roster } from './domain/roster.ts';
import type { Log } from './lib/log.ts';
import { createModelAnswers } from './store/model-answers.ts';
import { createModelCalls } from './store/model-calls.ts';
import { createModelUsage } from './store/model-usage.ts';
import type { Pool } from './store/pool.ts';

interface Given {
  readonly pool: Pool;
  /** What the deployment says of its language model; nothing where none is asked. */
  readonly model: string | undefined;
  readonly price: Price | undefined;
  /** Whether the model is one of our own, which costs nothing unless there is a price. */
  readonly isFree: boolean;
  readonly budget: number | undefined;
  readonly roster: () => Promise<Roster>;
  readonly alert: (customer: Customer, what: string) => Promise<void>;
  readonly log: Log;
}

/** Who is asked before a language model is, what it answered before, and what that has cost. */
export function composeMoney({ pool, model, price, isFree, budget, roster, alert, log }: Given) {
  const spendings: Spendings = { usage: createModelUsage(pool), model, budget };
  return {
    purse: createPurse({
      calls: createModelCalls(pool),
      priceOf: (name) => priceOf(name, { set: price, isFree }),
      roster,
      budget,
      tell: createBudgetTeller({ roster, alert, log }),
      log,
    }),
    answers: createModelAnswers(pool) satisfies Answers,
    spendings,
  };
}
