import { type Judge, raiseAlarm } from '../domain/classification.ts';
import type { Customer } from '../domain/customer.ts';
import type { Roster } from '../domain/roster.ts';
import { type Duration, inMilliseconds } from '../lib/duration.ts';
import type { Log } from '../lib/log.ts';
import { createUnderWay } from '../lib/under-way.ts';
import { asClassification, type Judgement } from './as-classification.ts';
import type { Answers } from './asking/answers.ts';
import { type Asking, createModelAsker, type LanguageModel, type Matter } from './asking/ask-model.ts';
import { needsSomebody, whyNot } from './asking/model-words.ts';
import { type Answer, pointedAt } from './asking/prompt.ts';
import type { Purse } from './asking/purse.ts';
import { sayable } from './asking/sayable.ts';
import type { Classify } from './classify.ts';
import { alternativesTo, beliefsIn } from './local/beliefs.ts';
import { ModelError } from './models/complete.ts';
import type { Understand, Understood } from './offline.ts';
import { entitiesIn } from './reading/entities.ts';

interface Parts {
  readonly understand: Understand;
  readonly model: LanguageModel;
  readonly purse: Purse;
  readonly answers: Answers;
  readonly roster: () => Promise<Roster>;
  /** Tells those who look after a customer what only a person can put right. */
  readonly alert: (customer: Customer, what: string) => Promise<void>;
  readonly log: Log;
  /** How long a ticket waits. What comes later is kept for the next ticket in the same words. */
  readonly patience?: Duration;
}

/** So many tickets of one customer are asked about at a time; a flood of one takes neither the turns nor the money of the others. */
const MOST_OF_ONE = 40;

/** A classifier with a language model, and its end: what is still on its way is given up. */
export interface ModelClassifier {
  readonly classify: Classify;
  stop(): Promise<void>;
}

/**
 * Asks a language model beside the cues and the local model. It can name a category and point at what the ticket names; it can
 * make the desk more careful, never bolder. Whatever goes wrong with it, the offline classifier has judged already.
 */
export function createModelClassifier(parts: Parts): ModelClassifier {
  const { understand, model, purse, answers, roster, alert, log, patience = '6s' } = parts;
  const stopping = new AbortController();
  const underWay = createUnderWay();
  const told = new Set<string>();
  const ask = createModelAsker({
    ...{ model, purse, answers },
    answered: () => told.clear(),
    failed(error, customer) {
      if (stopping.signal.aborted) return;
      if (!(error instanceof ModelError)) return log.error('model.failed', { model: model.name, cause: error });
      const { kind, message, remedy } = error;
      if (!needsSomebody.includes(kind)) return log.warn('model.no-answer', { model: model.name, kind, what: message });
      log.error('model.no-answer', { model: model.name, kind, what: message, remedy });
      const once = `${kind} ${customer.id}`;
      if (told.has(once)) return;
      told.add(once);
      underWay.add(alert(customer, `${message} ${remedy} Until then tickets are understood without it.`));
    },
  });

  const asking = new Map<string, number>();
  const askInTurn = async (about: Matter): Promise<Asking> => {
    const { id } = about.customer;
    const before = asking.get(id) ?? 0;
    if (before >= MOST_OF_ONE) return { whyNot: 'rate-limited' };
    asking.set(id, before + 1);
    const answered = ask(about, stopping.signal)
      .catch((error): Asking => {
        if (!stopping.signal.aborted) log.error('model.failed', { model: model.name, cause: error });
        return { whyNot: 'failed' };
      })
      .finally(() => asking.set(id, (asking.get(id) ?? 1) - 1));
    return underWay.add(answered);
  };

  const classify: Classify = async (ticket, known) => {
    const understood = await understand(ticket, known);
    const { people, customers } = await roster();
    const customer = customers.find(({ id }) => id === ticket.customerId);
    const mayAsk = customer && customer.classification?.model !== false && !isAlarm(understood);
    if (!mayAsk) return asClassification(understood.judgement, understood.ruling, ticket, known);

    const asked = await inTime(askInTurn({ ticket, customer, people }), patience);
    if ('whyNot' in asked) {
      const judge: Judge = { kind: 'offline', insteadOf: model.name, because: whyNot[asked.whyNot] };
      return asClassification({ ...understood.judgement, judge }, understood.ruling, ticket, known);
    }
    const text = `${ticket.subject}\n${ticket.body}`;
    const judgement = weighed(understood, asked.answer, model.name, sayable(asked.answer.reasoning, text));
    return asClassification(judgement, understood.ruling, ticket, known, pointedAt(asked.answer, entitiesIn(ticket)));
  };
  return {
    classify,
    async stop() {
      stopping.abort();
      await underWay.settled();
    },
  };
}

/** What the desk itself takes for a matter of security stays one, so nobody is asked. */
function isAlarm({ ruling, judgement }: Understood): boolean {
  return raiseAlarm(ruling.vetoes) || judgement.category === 'security_incident';
}

/** The model's category, as sure as the calibrated opinion is of it: its own sureness has not been measured by anybody. */
function weighed(
  { ruling, judgement, probabilities }: Understood,
  answer: Answer,
  name: string,
  said?: string,
): Judgement {
  const beliefs = beliefsIn(probabilities);
  const { category } = answer;
  return {
    category,
    confidence: beliefs.find((belief) => belief.category === category)?.confidence ?? 0,
    alternatives: alternativesTo(category, beliefs),
    agreed: judgement.category === category && ruling.category === category,
    judge: { kind: 'model', model: name },
    ...(said && { because: `The model: ${said}` }),
  };
}

function inTime(asking: Promise<Asking>, patience: Duration): Promise<Asking> {
  const { promise, resolve } = Promise.withResolvers<Asking>();
  const timer = setTimeout(() => resolve({ whyNot: 'too-slow' }), inMilliseconds(patience));
  return Promise.race([asking, promise]).finally(() => clearTimeout(timer));
}
