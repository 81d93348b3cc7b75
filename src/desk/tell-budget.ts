import type { Customer } from '../domain/customer.ts';
import type { Roster } from '../domain/roster.ts';
import { inDollars } from '../lib/dollars.ts';
import type { Log } from '../lib/log.ts';
import type { Warned } from './purse.ts';

interface Parts {
  readonly roster: () => Promise<Roster>;
  readonly alert: (customer: Customer, what: string) => Promise<void>;
  readonly log: Log;
}

/**
 * Tells of a budget that is nearly or all spent: in the log, and to the technicians of the customer whose ticket met it.
 * What others cost is not theirs to know, so of the budget of all they hear without figures.
 */
export function createBudgetTeller({ roster, alert, log }: Parts): (warned: Warned) => Promise<void> {
  return async (warned) => {
    const { whose, level, customerId, spent, budget, month } = warned;
    const about = { level: Number(level), spent, budget, month, remedy: remedies[whose] };
    log.error('model-budget.warning', {
      ...(whose === 'customer' ? { customer: customerId } : { customer: 'all' }),
      ...about,
    });
    const customer = (await roster()).customers.find(({ id }) => id === customerId);
    if (customer) await alert(customer, `${words[whose][level](warned)} ${remedies[whose]}`);
  };
}

const meanwhile = 'Until the month ends, tickets are understood without it, which is less sure.';

const words: Record<Warned['whose'], Record<Warned['level'], (warned: Warned) => string>> = {
  customer: {
    80: ({ spent, budget }) =>
      `Of the ${inDollars(budget)} that the language model may cost for them this month, ${inDollars(spent)} is spent.`,
    100: ({ spent, budget }) =>
      `The ${inDollars(budget)} that the language model may cost for them this month is used up (${inDollars(spent)}). ${meanwhile}`,
  },
  all: {
    80: () => 'More than 80 % of what the language model may cost for all customers together this month is spent.',
    100: () => `What the language model may cost for all customers together this month is used up. ${meanwhile}`,
  },
};

const remedies = {
  customer: 'An admin can raise classification.budget in desk.yaml; /msp cost shows what it went on.',
  all: 'An admin can raise MSP_MODEL_BUDGET; npx msp cost shows what it went on.',
} satisfies Record<Warned['whose'], string>;
