import { randomBytes } from 'node:crypto';
import type { Customer } from '../../domain/customer.ts';
import type { Person } from '../../domain/person.ts';
import type { Ticket } from '../../domain/ticket.ts';
import { digest } from '../../lib/digest.ts';
import { masked } from '../masking/masked.ts';
import { type Complete, type Completion, ModelError, type Prompt } from '../models/complete.ts';
import { type Entity, entitiesIn } from '../reading/entities.ts';
import { ownTextOf } from '../reading/own-text.ts';
import type { Answers } from './answers.ts';
import { mayBeBilled, type whyNot } from './model-words.ts';
import { Answer, Asked, promptFor } from './prompt.ts';
import type { Purse } from './purse.ts';

/** A language model, as far as tickets are concerned. */
export interface LanguageModel {
  readonly name: string;
  /** Tokens that one answer may have at most. */
  readonly mostOutput: number;
  readonly complete: Complete;
}

/** What the model said, or in a word why it said nothing. */
export type Asking = { readonly answer: Answer } | { readonly whyNot: keyof typeof whyNot };

/** A ticket that the model is asked about, and whose names in it stay in the house. */
export interface Matter {
  readonly ticket: Ticket;
  readonly customer: Customer;
  readonly people: readonly Person[];
}

interface Parts {
  readonly model: LanguageModel;
  readonly purse: Purse;
  readonly answers: Answers;
  /** Hears of a failure before it is only a word. */
  readonly failed: (error: unknown, customer: Customer) => void;
  readonly answered: () => void;
}

/** What the form of the answer, and the frame around the texts, add to them at most. In tokens. */
const FRAME = 1_000;
/** A request is sent twice at most, and both may be billed. */
const TRIES = 2;

/** Asks the model about one ticket, if it was not asked in the same words before and there is money for it. */
export function createModelAsker({ model, purse, answers, failed, answered }: Parts) {
  return async ({ ticket, customer, people }: Matter, signal: AbortSignal): Promise<Asking> => {
    const entities = entitiesIn(ticket);
    const key = keyOf(ticket, entities, model.name);
    const kept = Answer.safeParse(await answers.find(customer.id, key));
    if (kept.success) {
      await purse.spared({ customerId: customer.id, ticketId: ticket.id, model: model.name });
      return { answer: kept.data };
    }

    const text = masked(ownTextOf(ticket), { customer, people: [...people, ticket.requester], entities });
    const prompt = promptFor(text, entities, randomBytes(8).toString('hex'));
    const spending = await purse.open({
      ...{ customerId: customer.id, ticketId: ticket.id, model: model.name },
      ...{ mostInput: TRIES * mostTokens(prompt), mostOutput: TRIES * model.mostOutput },
    });
    if (spending.outcome === 'budget-spent') return { whyNot: 'budget-spent' };

    let completion: Completion;
    try {
      completion = await model.complete(prompt, Asked, signal);
    } catch (error) {
      failed(error, customer);
      if (!(error instanceof ModelError)) throw error;
      const isDoubtful = !error.definite && mayBeBilled.includes(error.kind);
      if (error.usage || !isDoubtful) await spending.settle(error.usage);
      return { whyNot: error.kind };
    }
    answered();
    await spending.settle(completion.usage);
    const { data: answer } = Answer.safeParse(completion.value);
    if (!answer) return { whyNot: 'not-in-shape' };
    await answers.keep(customer.id, key, answer);
    return { answer };
  };
}

/** A token stands for one byte at least, in any language. */
function mostTokens({ system, user }: Prompt): number {
  return Buffer.byteLength(system) + Buffer.byteLength(user) + FRAME;
}

/** The exact words, what was found in them, and who is asked what: nothing less makes two questions one. */
function keyOf({ subject, body }: Ticket, entities: readonly Entity[], model: string): string {
  const { system } = promptFor('', [], '');
  return digest({ subject, body, entities, model, system });
}
