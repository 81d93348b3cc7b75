import type { PressAnswer } from '../chat/ears.ts';
import type { Pressed, Said } from '../chat/event.ts';
import type { Customer } from '../domain/customer.ts';
import type { Outcome } from '../domain/outcome.ts';
import type { Person } from '../domain/person.ts';
import { may } from '../domain/right.ts';
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
  const { outcome, words } = await ask(line, { place: line.ticket.place, from, at }, by, customer, parts);
  return answerWith(outcome, words);
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
  return line ? (await ask(line, said, by, customer, parts)).words : NO_TICKET;
}

const NO_TICKET = 'There is no ticket of yours with that number. /msp status lists them.';

interface AskedUndo {
  readonly outcome: 'done' | 'refused';
  readonly words: string;
}

/** One ticket takes one back, on whatever chat it is asked for. One that came to nothing stands in nobody's way. */
async function ask(
  { ticket }: TicketLine,
  { place, from, at }: Pick<Said, 'place' | 'from' | 'at'>,
  by: Person,
  customer: Customer,
  parts: DeskParts,
): Promise<AskedUndo> {
  if (ticket.requester.id !== by.id && !may(by, 'undo', customer.id)) return { outcome: 'refused', words: NO_TICKET };
  const earlier = await parts.tickets.commanded(customer.id, UNDO, ['ticket', ticket.id]);
  const standing = await standingOf(earlier, parts);
  if (standing) return { outcome: standing.outcome ? 'refused' : 'done', words: standsAlready(ticket.id, standing) };
  const refusal = await refusalOf(ticket.id, parts);
  if (refusal) return { outcome: 'refused', words: refusal };

  const text = `Undo what ${ticket.id} did: ${ticket.subject}`;
  const sourceId = `${UNDO}:${ticket.id}:${earlier.length + 1}`;
  const said: Said = { kind: 'said', id: sourceId, at, place, from, text };
  const command = { workflow: UNDO, inputs: { ticket: ticket.id } };
  await openTicket({ said, sourceId, text, command, requester: by, customer }, parts);
  const words = `I have asked for what ${ticket.id} did to be taken back. Somebody approves it first, as before.`;
  return { outcome: 'done', words };
}

const nobodySaidYes: readonly (Outcome | null)[] = ['denied', 'expired'];

/** The one that asks for it, has done it or has begun: what was asked anew in the middle of it can be denied too. */
async function standingOf(earlier: readonly TicketLine[], { effects }: DeskParts): Promise<TicketLine | undefined> {
  for (const line of earlier)
    if (!nobodySaidYes.includes(line.outcome) || (await effects.mayHaveDone(line.ticket.id))) return line;
  return undefined;
}

function standsAlready(undone: string, { ticket: { id }, outcome }: TicketLine): string {
  if (outcome === null)
    return `${id} asks for what ${undone} did to be taken back. Somebody approves it first, as before.`;
  if (outcome === 'resolved') return `What ${undone} did was taken back already, by ${id}.`;
  if (nobodySaidYes.includes(outcome))
    return `${id} has taken back a part of what ${undone} did, and nobody approved the rest. A technician can help: open a ticket for it.`;
  return `${id} was to take back what ${undone} did, and a technician has it.`;
}

async function refusalOf(ticketId: string, parts: DeskParts): Promise<string | undefined> {
  const undo = await undoOf(ticketId, parts);
  if (!undo) return `Nothing that ${ticketId} did can be undone. A technician can help: open a ticket for it.`;
  return undo.until < (await parts.approvals.now())
    ? `${ticketId} could be undone for ${inPlainTime(inMilliseconds(UNDO_WITHIN))}, and that is over. Ask for it as a new request.`
    : undefined;
}
