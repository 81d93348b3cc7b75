import { questionMessage } from '../cards/question.ts';
import { isAtHome, isUnlinked } from '../domain/person.ts';
import type { MessageRef } from '../domain/place.ts';
import type { NewQuestion, Question } from '../domain/question.ts';
import type { Ticket } from '../domain/ticket.ts';
import { type Moves, step, wait } from '../runs/move.ts';
import type { GivenInput, GivenInputs } from '../workflows/gather.ts';
import { currentCustomer, isInteractive, rewrite, say, tellRole } from './audience.ts';
import { choicesFor } from './choices.ts';
import type { DeskParts } from './parts.ts';
import { inPass, type Run } from './run.ts';

/** How long a requester has to answer. */
export const PATIENCE = '24h';

/** Asks the requester for what is missing, one question at a time; `null` when one was left unanswered. */
export function* askForMissing(run: Run, missing: readonly string[], parts: DeskParts): Moves<GivenInputs | null> {
  const answers: Record<string, GivenInput> = {};
  for (const name of missing) {
    const answer = yield* askForInput(name, run, parts);
    if (answer === null) return null;
    answers[name] = answer;
  }
  return answers;
}

/** Asks for one of them; `because` says what the question comes from. */
export function* askForInput(name: string, run: Run, parts: DeskParts, because?: string): Moves<GivenInput | null> {
  const id = inPass(`${run.id}:input:${name}`, run);
  yield* step(`ask for ${name}`, () => ask(id, name, run, parts, because));
  yield* wait(id, PATIENCE);
  return yield* step(`${name} answered`, () => close(id, run.ticket, parts).then(givenIn));
}

/** The look-up is part of the step that asks, so that what was offered once is offered after a restart too. */
async function ask(id: string, name: string, run: Run, parts: DeskParts, because?: string): Promise<void> {
  const input = run.workflow.inputs[name];
  const { ask: question = `What is ${name}?`, kind } = input ?? {};
  const text = because ? `${because} ${question}` : question;
  const choices = input ? await choicesFor(input, run, maySeeDirectory(run.ticket, parts), parts) : [];
  await askAbout(run, { id, text, choices, ...(kind ? { kind } : {}) }, parts);
}

/** Somebody whom no admin has linked may be anybody, and somebody of another workspace is a guest. Where nothing can be pressed, it is a technician who is asked. */
function maySeeDirectory({ requester, place }: Ticket, parts: DeskParts): boolean {
  return !isInteractive(place, parts) || (!isUnlinked(requester) && isAtHome(requester, place));
}

/** Writes a question to the requester down and shows it; what stands there already is what is shown. */
export async function askAbout(
  { id: runId, ticket }: Pick<Run, 'id' | 'ticket'>,
  asked: Pick<NewQuestion, 'id' | 'text' | 'kind' | 'choices' | 'isClosed'>,
  parts: DeskParts,
): Promise<void> {
  const { customerId, requester } = ticket;
  const about = { runId, ticketId: ticket.id, customerId, requester, askedOf: 'requester' as const };
  const question = await parts.questions.ask({ ...asked, ...about }, PATIENCE);
  await parts.questions.shownOn(question.id, await show(question, ticket, parts));
  await parts.tickets.moved(ticket.id, 'waiting for an answer');
}

/** Where nothing can be pressed, a technician answers for whoever asked. */
async function show(question: Question, ticket: Ticket, parts: DeskParts): Promise<MessageRef[]> {
  const saying = (text: string) => questionMessage({ ...openIn(question), text });
  if (isInteractive(ticket.place, parts)) return [await say(ticket.place, saying(question.text), parts)];

  const customer = await currentCustomer(ticket.customerId, parts);
  const inFull = `${customer.name}, help desk ticket: ${question.text}`;
  return tellRole('technician', customer, saying(inFull), parts);
}

function openIn({ id, ticketId, choices, isClosed }: Question) {
  return { id, ticketId, choices, isClosed };
}

/** Takes no more answers, and shows everywhere what came of it. */
export async function close(id: string, ticket: Ticket, parts: DeskParts): Promise<Question> {
  const question = await parts.questions.close(id);
  await rewrite(question.cards, answeredMessage(question), parts);
  await parts.tickets.moved(ticket.id, 'at work');
  return question;
}

function givenIn({ answer, answeredBy }: Question): GivenInput | null {
  return answer && answeredBy ? { value: answer, origin: 'answer', by: answeredBy.id } : null;
}

/** The question's card when nobody can answer it any more. */
export function answeredMessage(question: Question) {
  const { id, ticketId, text, answeredBy } = question;
  return questionMessage({
    ...{ id, ticketId, text },
    answeredBy: answeredBy?.name ?? 'Nobody',
    answer: inWords(question) ?? 'in time',
  });
}

/** The answer as people read it: where it could only be picked, its value says little. */
export function inWords({ answer, choices, isClosed }: Question): string | undefined {
  const chosen = isClosed ? choices.find(({ value }) => value === answer) : undefined;
  return chosen?.title ?? answer;
}
