import type { Purse } from '../../classify/asking/purse.ts';
import { costOf, type KnownPrice, mostOf } from '../../classify/models/prices.ts';
import { createModelClassifier, type ModelClassifier } from '../../classify/with-model.ts';
import type { Ticket } from '../../domain/ticket.ts';
import type { Paid } from './classifiers.ts';

/** What the desk's own is made of; whoever runs the command is told what technicians would be. */
type Parts = Parameters<typeof createModelClassifier>[0] & { readonly price: KnownPrice };

/** The language model as the desk asks it, from the same purse, with what each ticket costs and what all of them may cost. */
export function createPaidClassifier(parts: Parts): Omit<Paid, 'troubles'> & ModelClassifier {
  const { model, purse, price } = parts;
  const costs = new Map<string, number>();
  const metered: Purse = {
    ...purse,
    async open(order) {
      const spending = await purse.open(order);
      if (spending.outcome !== 'allowed') return spending;
      const ticket = order.ticketId ?? '';
      costs.set(ticket, mostFor(order, price)); // until it is settled
      return {
        outcome: 'allowed',
        settle(usage) {
          costs.set(ticket, usage ? Number(costOf(usage, price)) : 0);
          return spending.settle(usage);
        },
      };
    },
  };
  return {
    ...createModelClassifier({ ...parts, purse: metered }),
    model: model.name,
    isEstimate: price.isEstimate,
    most: (tickets) => mostForAll(tickets, parts),
    costOf: (ticketId) => costs.get(ticketId) ?? 0,
  };
}

/** What would be ordered, found out with a purse that writes down every order and gives nothing. */
async function mostForAll(tickets: readonly Ticket[], parts: Parts): Promise<number> {
  let most = 0;
  const purse: Purse = {
    async open(order) {
      most += mostFor(order, parts.price);
      return { outcome: 'budget-spent', whose: 'all' };
    },
    spared: async () => {},
  };
  const { classify, stop } = createModelClassifier({ ...parts, purse });
  for (const ticket of tickets) await classify(ticket, []);
  await stop();
  return most;
}

type Sized = Pick<Parameters<Purse['open']>[0], 'mostInput' | 'mostOutput'>;

function mostFor({ mostInput, mostOutput }: Sized, price: KnownPrice): number {
  return Number(mostOf({ input: mostInput, output: mostOutput }, price));
}
