import type { ModelCost } from '../domain/model-cost.ts';
import { inDollars } from '../lib/dollars.ts';
import type { Message } from './card.ts';
import { cardFrom } from './expand.ts';
import { fact } from './facts.ts';
import { plain } from './plain.ts';

const card = cardFrom('cost');
const modelsAtMost = 8;

/** What language models have cost one customer in one month. */
interface Shown {
  readonly customerName: string;
  /** Such as `2026-11`. */
  readonly month: string;
  /** The model that is asked now; none where tickets are understood without one. */
  readonly model: string | undefined;
  /** Whether this customer's tickets are kept from it. */
  readonly isKeptFromModel: boolean;
  /** Whether there is a budget of all customers together besides. */
  readonly sharesBudget: boolean;
  readonly cost: ModelCost;
}

export function costMessage(shown: Shown): Message {
  const { customerName, month, cost } = shown;
  const about = `${inWords(month)} (UTC)`;
  const spent = `${inDollars(cost.spent)}${cost.isEstimate ? ', estimated' : ''}`;
  const models = cost.models.slice(0, modelsAtMost);
  const left = cost.models.length - models.length;
  return {
    text: `What the language model cost ${plain(customerName, 80)} in ${about}: ${spent}. Budget: ${budgetOf(shown)}.`,
    card: card({
      customer: plain(customerName, 80),
      month: about,
      facts: [
        fact('Spent', spent, { weight: 'Bolder' }),
        fact('Budget', budgetOf(shown), (cost.share ?? 0) >= 80 ? { color: 'Attention' } : {}),
        fact('Tickets', number(cost.tickets)),
        fact('Calls', `${number(cost.calls)}${cost.failed > 0 ? `, of which ${number(cost.failed)} failed` : ''}`),
        fact('Answered from memory', number(cost.spared)),
      ],
      models: models.map(({ model, calls, input, cached, output, cost: of, isEstimate }) => ({
        name: plain(model, 80),
        used: `${number(calls)} calls, ${number(input)} tokens in (${number(cached)} cached), ${number(output)} out`,
        cost: `${inDollars(of)}${isEstimate ? ' (estimate)' : ''}`,
      })),
      notes: [...(left > 0 ? [`${left} more models are not shown.`] : []), ...notesOf(shown)],
    }),
  };
}

function budgetOf({ cost: { budget, share }, sharesBudget }: Shown): string {
  if (budget === undefined) return sharesBudget ? 'none of its own; the one of all customers holds' : 'none';
  return budget === 0 ? '$0.00, so no calls are made' : `${inDollars(budget)} a month, ${share ?? 0} % used`;
}

function notesOf({ model, isKeptFromModel, cost }: Shown): string[] {
  return [
    ...(model === undefined ? ['No language model is asked now: MSP_MODEL is off.'] : []),
    ...(model !== undefined && isKeptFromModel
      ? ['These tickets are kept from the language model, as desk.yaml says.']
      : []),
    ...(cost.isEstimate
      ? [
          'Estimated: a price is not known and counts as the dearest, or a call has not ended and counts with the most it can cost. MSP_MODEL_PRICE sets the price.',
        ]
      : []),
  ];
}

function number(count: number): string {
  return count.toLocaleString('en');
}

function inWords(month: string): string {
  return new Date(`${month}-01T00:00:00Z`).toLocaleString('en', { month: 'long', year: 'numeric', timeZone: 'UTC' });
}
