import { questionMessage } from '../cards/question.ts';
import type { MessageRef } from '../domain/place.ts';
import type { Question } from '../domain/question.ts';
import type { Ticket } from '../domain/ticket.ts';
import { type Moves, step, wait } from '../runs/move.ts';
import type { GivenInput, GivenInputs } from '../workflows/gather.ts';
import { currentCustomer, isInteractive, rewrite, say, tellRole } from './audience.ts';
import type { DeskParts } from './parts.ts';
import type { Run } from './run.ts';

/** How long a requester has to answer. */
const PATIENCE = '24h';

/** Asks the requester for what is missing, one question at a time; `null` when one was left unanswered. */
export function* askForMissing(run: Run, missing: readonly string[], parts: DeskParts): Moves<GivenInputs | null> {
  const answers: Record<string, GivenInput> = {};
  for (const name of missing) {
    const id = `${run.id}:input:${name}`;
    yield* step(`ask for ${name}`, () => ask(id, name, run, parts));
    yield* wait(id, PATIENCE);
    const answer = yield* step(`${name} answered`, () => close(id, run, parts));
    if (answer === null) return null;
    answers[name] = answer;
  }
  return answers;
}

async function ask(id: string, name: string, run: Run, parts: DeskParts): Promise<void> {
  const { id: runId, ticket, customer, workflow } = run;
  const { ask: text = `What is ${name}?`, kind } = workflow.inputs[name] ?? {};
  const { requester } = ticket;
  await parts.questions.ask(
    {
      id,
      runId,
      ticketId: ticket.id,
      customerId: customer.id,
      requester,
      askedOf: 'requester',
      text,
      ...(kind ? { kind } : {}),
    },
    PATIENCE,
  );
  await parts.questions.shownOn(id, await show(id, text, ticket, parts));
  await parts.tickets.moved(ticket.id, 'waiting for an answer');
}

/** Where nothing can be pressed, a technician answers for whoever asked. */
async function show(id: string, text: string, ticket: Ticket, parts: DeskParts): Promise<MessageRef[]> {
  const question = (words: string) => questionMessage({ id, ticketId: ticket.id, text: words });
  if (isInteractive(ticket.place, parts)) return [await say(ticket.place, question(text), parts)];

  const customer = await currentCustomer(ticket.customerId, parts);
  return tellRole('technician', customer, question(`${customer.name}, help desk ticket: ${text}`), parts);
}

async function close(id: string, run: Run, parts: DeskParts): Promise<GivenInput | null> {
  const question = await parts.questions.close(id);
  await rewrite(question.cards, answeredMessage(question), parts);
  await parts.tickets.moved(run.ticket.id, 'at work');
  const { answer, answeredBy } = question;
  return answer && answeredBy ? { value: answer, origin: 'answer', by: answeredBy.id } : null;
}

/** The question's card when nobody can answer it any more. */
export function answeredMessage({ id, ticketId, text, answer, answeredBy }: Question) {
  return questionMessage({ id, ticketId, text, answeredBy: answeredBy?.name ?? 'Nobody', answer: answer ?? 'in time' });
}
