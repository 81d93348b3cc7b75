import type { Message } from '../cards/card.ts';
import { helpMessage } from '../cards/help.ts';
import { noticeMessage } from '../cards/notice.ts';
import { statusMessage } from '../cards/status.ts';
import type { Said } from '../chat/event.ts';
import type { Customer } from '../domain/customer.ts';
import { hasRole, type Person } from '../domain/person.ts';
import { customerAt, personOf, unlinkedPerson } from '../domain/roster.ts';
import { inMilliseconds, inPlainTime } from '../lib/duration.ts';
import type { TicketLine } from '../store/tickets.ts';
import { askForUndo } from './ask-for-undo.ts';
import { isInteractive, say, whisper } from './audience.ts';
import { usages, type Wish, wishOf } from './commands.ts';
import { correctByCommand } from './correct.ts';
import { dryRun } from './dry-run.ts';
import { openBatch } from './open-batch.ts';
import { LONGEST_TICKET, openTicket } from './open-ticket.ts';
import type { DeskParts } from './parts.ts';
import { showCost } from './show-cost.ts';

/** Does what somebody wrote. What isn't a command is a ticket; a ticket answers for itself. */
export async function hear(said: Said, parts: DeskParts): Promise<void> {
  const { shownName, ...identity } = said.from;
  const roster = await parts.roster();
  const customer = customerAt(said.place, roster);
  if (!customer) {
    parts.log.warn('chat.unknown-customer', { platform: said.place.platform, workspace: said.place.workspace });
    await say(said.place, noticeMessage(stranger(said)), parts);
    return;
  }
  const { wish, person } = isInteractive(said.place, parts)
    ? { wish: wishOf(said.text, parts.workflows), person: personOf(identity, shownName, roster) }
    : { wish: ticketOf(said.text), person: unlinkedPerson(identity, shownName) };
  const answer = await answerTo(wish, said, person, customer, parts);
  if (answer) await say(said.place, answer, parts);
}

/** A help desk's sender is whoever a mail claims to be from: what they write commands nothing, and nobody is taken for a linked person. */
function ticketOf(text: string): Wish {
  return { kind: 'ticket', text };
}

async function answerTo(
  wish: Wish,
  said: Said,
  requester: Person,
  customer: Customer,
  parts: DeskParts,
): Promise<Message | undefined> {
  switch (wish.kind) {
    case 'help':
      return help(parts);
    case 'status': // whoever reads along need not know whose tickets there are
      await whisper(said.place, said.from, await status(wish.ticketId, requester, customer, parts), parts);
      return undefined;
    case 'dry-run': // what stands in a directory is not for everybody who reads along
      await whisper(said.place, said.from, await dryRun(wish.command, requester, customer, said.place, parts), parts);
      return undefined;
    case 'undo': // what it says is for whoever wants it undone; the ticket it opens answers for itself
      await whisper(
        said.place,
        said.from,
        noticeMessage(await askForUndo(wish.ticketId, said, requester, customer, parts)),
        parts,
      );
      return undefined;
    case 'bulk': {
      const { outcome, text } = await openBatch(wish.text, said, requester, customer, parts);
      if (outcome === 'opened') return noticeMessage(text);
      await whisper(said.place, said.from, noticeMessage(text), parts);
      return undefined;
    }
    case 'correct': // who may not is told so, and nobody else has to read it
      await whisper(said.place, said.from, await correctByCommand(wish, requester, customer, parts), parts);
      return undefined;
    case 'cost': // what a customer costs is nobody else's business
      await whisper(said.place, said.from, await showCost(requester, customer, parts), parts);
      return undefined;
    case 'unknown':
      return noticeMessage('I do not know that command. /msp help lists what I know.', [wish.word]);
    case 'ticket': {
      const { text, command } = wish;
      const opened = await openTicket({ said, text, requester, customer, ...(command ? { command } : {}) }, parts);
      return opened.outcome === 'opened' ? undefined : noticeMessage(tooLong(opened.length));
    }
  }
}

function help({ workflows }: DeskParts): Message {
  return helpMessage({
    commands: usages(workflows),
    workflows: workflows
      .filter(({ categories }) => categories.length > 0)
      .map(({ title, summary }) => ({ title, summary })),
  });
}

/** Requesters see their own tickets, people with a role all of the customer's. */
async function status(id: string | undefined, person: Person, customer: Customer, parts: DeskParts): Promise<Message> {
  const seesAll = hasRole(person, 'technician', customer.id) || hasRole(person, 'approver', customer.id);
  const maySee = ({ ticket }: TicketLine) => seesAll || ticket.requester.id === person.id;
  if (!id)
    return statusMessage({
      tickets: (await parts.tickets.recent(customer.id, seesAll ? undefined : person.id)).map(inWords(parts)),
    });

  const found = await parts.tickets.find(id, customer.id);
  if (found && maySee(found)) return statusMessage({ tickets: [inWords(parts)(found)] });
  return noticeMessage('There is no ticket of yours with that number. /msp status lists them.', [id]);
}

function inWords({ now }: DeskParts) {
  return ({ ticket, title, state, outcome, openedAt }: TicketLine) => ({
    id: ticket.id,
    title: title ?? ticket.subject,
    state: outcome ?? state,
    age: ageOf(openedAt, now()),
  });
}

function ageOf(openedAt: string, now: Date): string {
  const ms = now.getTime() - Date.parse(openedAt);
  return ms < inMilliseconds('1m') ? 'just now' : `${inPlainTime(ms)} ago`;
}

function stranger({ place }: Said): string {
  return `This conversation does not belong to a customer yet, so I can't help here. An admin can add it to desk.yaml: ${place.platform}, workspace ${place.workspace}, channel ${place.channel}.`;
}

function tooLong(length: number): string {
  return `That has ${length.toLocaleString('en')} characters, and I can take ${LONGEST_TICKET.toLocaleString('en')}. Please send a shorter one; no ticket was opened.`;
}
