import type { Answers } from './classify/asking/answers.ts';
import { priceOf } from './classify/models/prices.ts';
import type { Config } from './config.ts';
import type { Spendings } from './desk/cost.ts';
import { createPurse } from './desk/purse.ts';
import { createBudgetTeller } from './desk/tell-budget.ts';
import type { Customer } from './domain/customer.ts';
import type { Roster } from './domain/roster.ts';
import type { Log } from './lib/log.ts';
import { createModelAnswers } from './store/model-answers.ts';
import { createModelCalls } from './store/model-calls.ts';
import { createModelUsage, type ModelUsage } from './store/model-usage.ts';
import type { Pool } from './store/pool.ts';

interface Given {
  readonly pool: Pool;
  readonly roster: () => Promise<Roster>;
  readonly alert: (customer: Customer, what: string) => Promise<void>;
  readonly log: Log;
}

/** Who is asked before a language model is, what it answered before, and what that has cost. */
export function composeMoney(config: Pick<Config, 'model'>, { pool, roster, alert, log }: Given) {
  const { model } = config;
  const budget = model?.budget;
  const prices = { set: model?.price, isFree: model?.provider === 'compatible' };
  const priceNow = (name: string) => priceOf(name, prices);
  return {
    priceOf: priceNow,
    purse: createPurse({
      calls: createModelCalls(pool),
      priceOf: priceNow,
      roster,
      budget,
      tell: createBudgetTeller({ roster, alert, log }),
      log,
    }),
    answers: createModelAnswers(pool) satisfies Answers,
    spendings: spendingsOf(config, createModelUsage(pool)),
  };
}

/** What is known of money beside what was used. */
export function spendingsOf({ model }: Pick<Config, 'model'>, usage: ModelUsage): Spendings {
  return { usage, model: model?.name, budget: model?.budget };
}
