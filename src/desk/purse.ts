import type { Purse, Spending } from '../classify/asking/purse.ts';
import type { Usage } from '../classify/models/complete.ts';
import { costOf, type KnownPrice, mostOf } from '../classify/models/prices.ts';
import type { Roster } from '../domain/roster.ts';
import type { Log } from '../lib/log.ts';
import type { BudgetWarning } from '../store/model-budgets.ts';
import type { ModelCalls } from '../store/model-calls.ts';

/** What a budget warning is about, for whoever tells it. */
export interface Warned extends BudgetWarning {
  /** Whose ticket met it. */
  readonly customerId: string;
  readonly budget: number;
}

interface Parts {
  readonly calls: ModelCalls;
  readonly priceOf: (model: string) => KnownPrice;
  readonly roster: () => Promise<Roster>;
  /** What all customers together may cost in a month; without one only those of the customers hold. */
  readonly budget: number | undefined;
  /** Nobody's ticket waits for it. */
  readonly tell: (warned: Warned) => Promise<void>;
  readonly log: Log;
}

/** The purse that language models are paid from: no budget is ever exceeded, however many calls are on their way. */
export function createPurse({ calls, priceOf, roster, budget, tell, log }: Parts): Purse {
  return {
    async open(order): Promise<Spending> {
      const price = priceOf(order.model);
      const cost = mostOf({ input: order.mostInput, output: order.mostOutput }, price);
      const { customers } = await roster();
      const own = customers.find(({ id }) => id === order.customerId)?.classification?.budget;
      const budgets = { customer: own, all: budget };
      const reserved = await calls.reserve(order, { cost, isEstimate: price.isEstimate }, budgets);
      for (const warning of reserved.warnings) {
        const warned = { ...warning, customerId: order.customerId, budget: budgets[warning.whose] ?? 0 };
        tell(warned).catch((cause) => log.error('model-budget.not-told', { ...warned, cause }));
      }
      if (reserved.outcome === 'budget-spent') return { outcome: 'budget-spent', whose: reserved.whose };
      return {
        outcome: 'allowed',
        settle: (usage) => settle(reserved.id, usage, price),
      };
    },
    spared: (order) => calls.spared(order).catch((cause) => log.warn('model-call.not-counted', { cause })),
  };

  /** A bill that can't be right, or can't be written down, leaves the call to count with the most it can cost. */
  async function settle(id: string, usage: Usage | undefined, price: KnownPrice): Promise<void> {
    if (usage && !isSensible(usage)) return log.warn('model-call.odd-usage', { call: id, usage });
    try {
      await calls.settle(id, usage && { ...usage, cost: costOf(usage, price) });
    } catch (cause) {
      log.warn('model-call.not-settled', { call: id, cause });
    }
  }
}

/** More than any model takes or gives at once. */
const MOST_TOKENS = 100_000_000;

/** Something was read, and no part of it is larger than the whole. */
function isSensible({ input, cached, output, written = 0 }: Usage): boolean {
  const counts = [input, cached, output, written];
  return (
    counts.every((count) => Number.isInteger(count) && count >= 0 && count <= MOST_TOKENS) &&
    input > 0 &&
    cached + written <= input
  );
}
