import type { Finding } from '../../connectors/connector.ts';
import { costIn, monthOf, type Spendings } from '../../desk/cost.ts';
import type { Customer } from '../../domain/customer.ts';
import type { ModelCost } from '../../domain/model-cost.ts';
import { inDollars } from '../../lib/dollars.ts';

/** How much of a budget is worth a word, and of how much there is hardly a call left, in percent. */
const HIGH = 80;
const USED_UP = 99;

/** The budgets for the language model that are nearly or all spent this month. Where none is asked, nothing is looked at. */
export async function checkBudgets(
  customers: readonly Customer[],
  { model, usage, budget }: Spendings,
  now: Date,
): Promise<readonly Finding[]> {
  if (model === undefined) return [];
  const used = await usage.during(monthOf(now));
  return [
    ...customers.flatMap(({ id, name, classification }) =>
      finding(
        `The budget of ${name}`,
        costIn(used, id, classification?.budget),
        'Raise classification.budget in desk.yaml',
      ),
    ),
    ...finding('The budget of all customers together', costIn(used, null, budget), 'Raise MSP_MODEL_BUDGET'),
  ];
}

function finding(whose: string, { spent, budget, share }: ModelCost, raise: string): Finding[] {
  if (budget === undefined || share === undefined || share < HIGH) return [];
  const what = `${whose} for the language model is ${share} % used: ${inDollars(spent)} of ${inDollars(budget)} this month.`;
  const remedy = `${raise}, or let tickets be understood without it until the month ends. npx msp cost shows what it went on.`;
  return [{ what, ok: share < USED_UP, remedy }];
}
