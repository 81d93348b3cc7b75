import type { Message } from '../cards/card.ts';
import { rehearsalMessage } from '../cards/rehearsal.ts';
import { readerOf } from '../connectors/reader.ts';
import type { Customer } from '../domain/customer.ts';
import type { Person } from '../domain/person.ts';
import type { Place } from '../domain/place.ts';
import { may } from '../domain/right.ts';
import type { Ticket, TicketCommand } from '../domain/ticket.ts';
import type { Caller } from './caller.ts';
import { chosenFor } from './chosen.ts';
import type { DeskParts } from './parts.ts';
import { type RefuseParts, refuse } from './refuse.ts';
import { costInWords, linesOf } from './rehearsal-words.ts';
import { rehearse } from './rehearse.ts';

const PATIENCE_MS = 120_000;

/** Shows a technician what a workflow would do now. It can look, and nothing else. */
export async function dryRun(
  command: TicketCommand,
  asker: Caller,
  customer: Customer,
  place: Place,
  parts: Pick<DeskParts, 'registry' | 'policyFor' | 'workflows' | 'now'> & RefuseParts,
): Promise<Message> {
  if (!may(asker, 'rehearse', customer.id)) {
    const { workflow: about } = command;
    return refuse({ right: 'rehearse', customerId: customer.id, matter: about, about }, asker, place, parts);
  }
  const ticket = asIfAsked(command, asker, customer, place, parts.now());
  const { workflow, inputs, missing } = chosenFor(ticket, undefined, customer, parts);
  const shown = await rehearse(
    { workflow, customer, requester: asker, inputs, missing, ticket },
    {
      reader: readerOf(parts.registry),
      roster: await parts.roster(),
      policyFor: parts.policyFor,
      now: parts.now,
      signal: AbortSignal.timeout(PATIENCE_MS),
    },
  );
  return rehearsalMessage({
    workflow: shown.workflow.title,
    customerName: customer.name,
    lines: linesOf(shown),
    outcome: shown.outcome,
    result: shown.result,
    cost: costInWords(shown.cost),
  });
}

/** The ticket this would be, if it were asked for; nobody writes it down. */
function asIfAsked(command: TicketCommand, requester: Person, customer: Customer, place: Place, now: Date): Ticket {
  const text = [command.workflow, ...Object.values(command.inputs)].join(' ').slice(0, 300);
  return {
    id: 'rehearsal',
    customerId: customer.id,
    requester,
    place,
    subject: text,
    body: text,
    receivedAt: now.toISOString(),
    metadata: { urgencyWords: [], emails: [], devices: [] },
    command,
  };
}
