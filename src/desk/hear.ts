import type { Message } from '../cards/card.ts';
import { helpMessage } from '../cards/help.ts';
import { noticeMessage } from '../cards/notice.ts';
import { statusMessage } from '../cards/status.ts';
import type { Said } from '../chat/event.ts';
import type { Customer } from '../domain/customer.ts';
import type { Person } from '../domain/person.ts';
import { may } from '../domain/right.ts';
import { customerAt, personOf, unlinkedPerson } from '../domain/roster.ts';
import { inMilliseconds, inPlainTime } from '../lib/duration.ts';
import type { TicketLine } from '../store/tickets.ts';
import { askForUndo } from './ask-for-undo.ts';
import { isInteractive, say, whisper } from './audience.ts';
import { askForBreakGlass } from './break-glass.ts';
import { type Caller, callerOf } from './caller.ts';
import { usageOf, usages, type Wish, wishOf } from './commands.ts';
import { correctByCommand } from './correct.ts';
import { dryRun } from './dry-run.ts';
import { link } from './link.ts';
import { offerLink } from './offer-link.ts';
import { openBatch } from './open-batch.ts';
import { LONGEST_TICKET, openTicket } from './open-ticket.ts';
import type { DeskParts } from './parts.ts';
import { showCost } from './show-cost.ts';
import { unlink } from './unlink.ts';

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
    case 'status':
    case 'dry-run':
    case 'undo':
    case 'break-glass':
    case 'correct':
    case 'cost':
    case 'link':
    case 'unlink':
      await whisper(
        said.place,
        said.from,
        await aside(wish, await callerOf(said, parts), said, customer, parts),
        parts,
      );
      return undefined;
    case 'bulk': {
      const { outcome, message } = await openBatch(wish.text, said, await callerOf(said, parts), customer, parts);
      if (outcome === 'opened') return message;
      await whisper(said.place, said.from, message, parts);
      return undefined;
    }
    case 'incomplete':
      return noticeMessage(`Something is missing. Write it so: ${usageOf(wish.word, parts.workflows)}`);
    case 'unknown':
      return noticeMessage('I do not know that command. /msp help lists what I know.', [wish.word]);
    case 'ticket': {
      const { text, command } = wish;
      const opened = await openTicket({ said, text, requester, customer, ...(command ? { command } : {}) }, parts);
      return opened.outcome === 'opened' ? undefined : noticeMessage(tooLong(opened.length));
    }
  }
}

type Aside = Extract<
  Wish,
  { kind: 'status' | 'dry-run' | 'undo' | 'break-glass' | 'correct' | 'cost' | 'link' | 'unlink' }
>;

/** What nobody else who reads along has to know: whose tickets there are, what stands in a directory, who may not do what. */
function aside(wish: Aside, caller: Caller, said: Said, customer: Customer, parts: DeskParts): Promise<Message> {
  switch (wish.kind) {
    case 'status':
      return status(wish.ticketId, caller, customer, parts);
    case 'dry-run':
      return dryRun(wish.command, caller, customer, said.place, parts);
    case 'undo':
      return askForUndo(wish.ticketId, said, caller, customer, parts).then((text) => noticeMessage(text));
    case 'break-glass': // everybody with a role is told by a card of its own
      return askForBreakGlass(wish.reason, caller, customer, said.place, parts);
    case 'correct':
      return correctByCommand(wish, caller, customer, said.place, parts);
    case 'cost':
      return showCost(caller, customer, said.place, parts);
    case 'link':
      if (wish.code === undefined) return offerLink(caller, customer, said.place, parts);
      return link(wish.code, caller, customer, said.place, parts);
    case 'unlink':
      return unlink(caller, customer, parts);
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

/** Requesters see their own tickets, those who look after the customer all of them. */
async function status(id: string | undefined, person: Person, customer: Customer, parts: DeskParts): Promise<Message> {
  const seesAll = may(person, 'see-tickets', customer.id);
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
