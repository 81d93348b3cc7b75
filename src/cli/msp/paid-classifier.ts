import type { Answers } from '../../classify/answers.ts';
import type { LanguageModel } from '../../classify/ask-model.ts';
import type { Usage } from '../../classify/complete.ts';
import type { Understand } from '../../classify/offline.ts';
import type { Purse } from '../../classify/purse.ts';
import { createModelClassifier } from '../../classify/with-model.ts';
import type { Roster } from '../../domain/roster.ts';
import type { Ticket } from '../../domain/ticket.ts';
import type { Log } from '../../lib/log.ts';
import type { OpenClassifier } from './classifiers.ts';

interface Parts {
  readonly understand: Understand;
  readonly model: LanguageModel;
  readonly purse: Purse;
  readonly answers: Answers;
  readonly roster: () => Promise<Roster>;
  /** What the model costs, in US dollars. */
  readonly price: {
    of(usage: Usage): number;
    atMost(size: { readonly input: number; readonly output: number }): number;
  };
  readonly log: Log;
}

/** The language model as the desk asks it, from the same purse, with what each ticket costs and what all of them may cost. */
export function createPaidClassifier(parts: Parts): OpenClassifier & { stop(): Promise<void> } {
  const { model, purse, price } = parts;
  const costs = new Map<string, number>();
  const troubles = new Set<string>();
  const metered: Purse = {
    ...purse,
    async open(order) {
      const spending = await purse.open(order);
      if (spending.outcome !== 'allowed') return spending;
      const ticket = order.ticketId ?? '';
      costs.set(ticket, price.atMost({ input: order.mostInput, output: order.mostOutput })); // until it is settled
      return {
        outcome: 'allowed',
        settle(usage) {
          costs.set(ticket, usage ? price.of(usage) : 0);
          return spending.settle(usage);
        },
      };
    },
  };
  const alert = async (_: unknown, what: string) => void troubles.add(what);
  const { classify, stop } = createModelClassifier({ ...parts, purse: metered, alert });
  return {
    classify,
    paid: {
      model: model.name,
      most: (tickets) => mostFor(tickets, parts),
      costOf: (ticketId) => costs.get(ticketId) ?? 0,
      troubles: () => [...troubles],
    },
    stop,
  };
}

/** What would be ordered, found out with a purse that writes down every order and gives nothing. */
async function mostFor(tickets: readonly Ticket[], parts: Parts): Promise<number> {
  let most = 0;
  const purse: Purse = {
    ...parts.purse,
    async open({ mostInput, mostOutput }) {
      most += parts.price.atMost({ input: mostInput, output: mostOutput });
      return { outcome: 'budget-spent', whose: 'all' };
    },
  };
  const { classify, stop } = createModelClassifier({ ...parts, purse, alert: async () => {} });
  for (const ticket of tickets) await classify(ticket, []);
  await stop();
  return most;
}
