import type { PressAnswer } from '../chat/ears.ts';
import type { Pressed, Said } from '../chat/event.ts';
import type { Customer } from '../domain/customer.ts';
import { hasRole, type Person } from '../domain/person.ts';
import { customerAt } from '../domain/roster.ts';
import { inMilliseconds, inPlainTime } from '../lib/duration.ts';
import type { TicketLine } from '../store/tickets.ts';
import { openTicket } from './open-ticket.ts';
import type { DeskParts } from './parts.ts';
import { answerWith } from './press-answer.ts';
import { UNDO, UNDO_WITHIN, undoOf } from './undo.ts';

/** Takes a press on the button of a result. */
export async function undoOnCard(pressed: Pressed, by: Person, parts: DeskParts): Promise<PressAnswer> {
  const { data, place, from, at } = pressed;
  const customer = customerAt(place, await parts.roster());
  const line = customer && (await parts.tickets.find(data.ticket ?? '', customer.id));
  if (!line) return answerWith('refused', NO_TICKET);
  const refusal = await refusalOf(line, by, customer, parts);
  if (refusal) return answerWith('refused', refusal);
  await open(line, { place: line.ticket.place, from, at }, by, customer, parts);
  return answerWith('done', asked(line));
}

/** Takes `/msp undo MSP-12`, and says what became of it. */
export async function askForUndo(
  ticketId: string,
  said: Said,
  by: Person,
  customer: Customer,
  parts: DeskParts,
): Promise<string> {
  const line = await parts.tickets.find(ticketId, customer.id);
  if (!line) return NO_TICKET;
  const refusal = await refusalOf(line, by, customer, parts);
  if (refusal) return refusal;
  await open(line, said, by, customer, parts);
  return asked(line);
}

const NO_TICKET = 'There is no ticket of yours with that number. /msp status lists them.';

function asked({ ticket }: TicketLine): string {
  return `I have asked for what ${ticket.id} did to be taken back. Somebody approves it first, as before.`;
}

async function refusalOf(
  { ticket }: TicketLine,
  by: Person,
  { id }: Customer,
  parts: DeskParts,
): Promise<string | undefined> {
  const mayAsk = ticket.requester.id === by.id || hasRole(by, 'technician', id) || hasRole(by, 'approver', id);
  if (!mayAsk) return NO_TICKET;
  const undo = await undoOf(ticket.id, parts);
  if (!undo) return `Nothing that ${ticket.id} did can be undone. A technician can help: open a ticket for it.`;
  return undo.until < (await parts.approvals.now())
    ? `${ticket.id} could be undone for ${inPlainTime(inMilliseconds(UNDO_WITHIN))}, and that is over. Ask for it as a new request.`
    : undefined;
}

/** One ticket takes one back, however often it is asked for. */
async function open(
  { ticket }: TicketLine,
  { place, from, at }: Pick<Said, 'place' | 'from' | 'at'>,
  by: Person,
  customer: Customer,
  parts: DeskParts,
): Promise<void> {
  const text = `Undo what ${ticket.id} did: ${ticket.subject}`;
  const said: Said = { kind: 'said', id: `${UNDO}:${ticket.id}`, at, place, from, text };
  const command = { workflow: UNDO, inputs: { ticket: ticket.id } };
  await openTicket({ said, text, command, requester: by, customer }, parts);
}
