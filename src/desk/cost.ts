import type { ModelCost } from '../domain/model-cost.ts';
import type { ModelUsage, UsedModel } from '../store/model-usage.ts';

/** What is known of the money that language models cost. */
export interface Spendings {
  readonly usage: ModelUsage;
  /** The model that is asked; none where tickets are understood without one. */
  readonly model: string | undefined;
  /** What all customers together may cost in a month, in US dollars. */
  readonly budget: number | undefined;
}

/** Sums up nothing by itself: the database has added the money exactly. The dearest model is the first. */
export function costIn(used: readonly UsedModel[], customerId: string | null, budget: number | undefined): ModelCost {
  const total = used.find((line) => line.customerId === customerId && line.model === null);
  const { tickets = 0, calls = 0, failed = 0, unsettled = 0, spared = 0, cost = '0', isEstimate = false } = total ?? {};
  return {
    ...{ spent: cost, ...(budget === undefined ? {} : { budget }), ...shareOf(cost, budget) },
    ...{ tickets, calls, failed, unsettled, spared, isEstimate },
    models: used.flatMap(({ customerId: whose, model, tickets: _, ...line }) =>
      whose === customerId && model !== null ? [{ ...line, model }] : [],
    ),
  };
}

/** Rounded down, so that 100 % is what it says; a hair more than floating point makes of it. */
function shareOf(spent: string, budget: number | undefined): { readonly share?: number } {
  return budget ? { share: Math.floor((Number(spent) / budget) * 100 + 1e-9) } : {};
}

/** The month a moment is in, as budgets count it: `2026-11`, in UTC. */
export function monthOf(moment: Date): string {
  return moment.toISOString().slice(0, 7);
}
