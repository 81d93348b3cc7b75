import type { Customer } from '../domain/customer.ts';
import type { Roster } from '../domain/roster.ts';
import type { Workflow } from '../domain/workflow.ts';
import type { Journal } from '../runs/journal.ts';
import type { Questions } from '../store/questions.ts';
import type { TicketLine, Tickets } from '../store/tickets.ts';
import type { GivenInput, GivenInputs } from '../workflows/gather.ts';
import { whichQuestion, workflowIn } from './ask-which.ts';
import type { PastRun } from './replay.ts';

interface Parts {
  readonly tickets: Pick<Tickets, 'since'>;
  readonly questions: Pick<Questions, 'read'>;
  readonly journal: Pick<Journal, 'answersOf'>;
}

/** The tickets that have come to an end since then, each with what is left of its run. Of customers who are still there. */
export async function* pastRuns(
  wanted: { readonly since: Date; readonly customerId?: string },
  { customers }: Roster,
  workflows: readonly Workflow[],
  parts: Parts,
): AsyncGenerator<PastRun> {
  for (const line of await parts.tickets.since(wanted.since, wanted.customerId)) {
    const customer = customers.find(({ id }) => id === line.ticket.customerId);
    if (customer) yield await pastRun(line, customer, workflows, parts);
  }
}

async function pastRun(
  { ticket, workflow, outcome }: TicketLine,
  customer: Customer,
  workflows: readonly Workflow[],
  { questions, journal }: Parts,
): Promise<PastRun> {
  const names = [...new Set(workflows.flatMap(({ inputs }) => Object.keys(inputs)))];
  const answered: [string, GivenInput][] = [];
  for (const name of names) {
    const question = await questions.read(`${ticket.id}:input:${name}`);
    if (question?.answer === undefined) continue;
    const by = question.answeredBy?.id;
    answered.push([name, { value: question.answer, origin: 'answer', ...(by ? { by } : {}) }]);
  }
  const which = await questions.read(whichQuestion(ticket.id));
  const given: GivenInputs = Object.fromEntries(answered);
  const answers = await journal.answersOf(ticket.id);
  return {
    ticket,
    customer,
    workflow,
    outcome,
    answered: given,
    meant: which ? (workflowIn(which) ?? null) : undefined,
    answers,
  };
}
