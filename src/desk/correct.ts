import type { Message } from '../cards/card.ts';
import { handOffMessage } from '../cards/hand-off.ts';
import { noticeMessage } from '../cards/notice.ts';
import type { PressAnswer } from '../chat/ears.ts';
import type { Pressed } from '../chat/event.ts';
import { vetoesIn } from '../classify/rules/vetoes.ts';
import { suggestedActions } from '../classify/suggested-actions.ts';
import { Category, CategoryName, categoryInWords, categoryNamed, remedyForCategory } from '../domain/category.ts';
import type { Customer } from '../domain/customer.ts';
import type { HandOff } from '../domain/hand-off.ts';
import type { Person } from '../domain/person.ts';
import type { Place } from '../domain/place.ts';
import { may } from '../domain/right.ts';
import type { Ticket } from '../domain/ticket.ts';
import { servingFor } from '../workflows/choose.ts';
import { type Audience, rewrite } from './audience.ts';
import type { Caller } from './caller.ts';
import { draftFor } from './draft.ts';
import type { DeskParts } from './parts.ts';
import { answerWith } from './press-answer.ts';
import { type Refused, type RefuseParts, refuse, refusePress } from './refuse.ts';
import { teach } from './teach.ts';

type Parts = Audience &
  RefuseParts &
  Pick<DeskParts, 'pool' | 'tickets' | 'handOffs' | 'workflows' | 'lessons' | 'training'>;

/** Corrects what a ticket was taken for, by a button or the list on its card. */
export async function correctOnCard({ data, fields, place }: Pressed, by: Caller, parts: Parts): Promise<PressAnswer> {
  const handOff = await parts.handOffs.read(data.handOff ?? '');
  if (!handOff) return answerWith('refused', 'I do not know this ticket. Nothing was changed.');
  const { customerId, shown } = handOff;
  if (!may(by, 'correct', customerId)) return refusePress(refused(customerId, shown.ticketId), by, place, parts);
  const category = CategoryName.safeParse(data.category ?? fields.category).data;
  if (!category) return answerWith('refused', 'Please choose first what it is.');
  const line = await parts.tickets.find(shown.ticketId, customerId);
  if (!line) return answerWith('refused', 'I do not know this ticket. Nothing was changed.');

  const { text, cards } = await correct(line.ticket, category, by, parts);
  const now = cards.find(({ id }) => id === handOff.id);
  return answerWith('done', text, now && handOffMessage(now.shown, now.id));
}

/** The same by command, for a ticket that went its way without a technician. */
export async function correctByCommand(
  asked: { readonly ticketId: string; readonly category: string },
  by: Caller,
  customer: Customer,
  place: Place,
  parts: Parts,
): Promise<Message> {
  if (!may(by, 'correct', customer.id)) return refuse(refused(customer.id, asked.ticketId), by, place, parts);
  if (!asked.ticketId || !asked.category.trim()) return noticeMessage(howTo);
  const line = await parts.tickets.find(asked.ticketId, customer.id);
  if (!line) return noticeMessage('There is no ticket with that number. /msp status lists them.', [asked.ticketId]);
  if (line.ticket.command) return noticeMessage('That ticket was a command, so nothing had to be understood.');
  const category = categoryNamed(asked.category);
  if (!category)
    return noticeMessage(`There is no such category. ${remedyForCategory(asked.category, categoryInWords)}`, [
      asked.category,
    ]);
  const { text } = await correct(line.ticket, category, by, parts);
  return noticeMessage(text);
}

/** What somebody typed is a matter only if it can be a ticket. */
function refused(customerId: string, ticketId: string): Refused {
  const about = /^MSP-\d{1,12}$/.test(ticketId) ? ticketId : '';
  return { right: 'correct', customerId, matter: about, about };
}

const names = Category.options.map(categoryInWords).join(', ');
const howTo = `Write the ticket and what it is: /msp correct <ticket> <category>. A category is one of ${names}.`;

/** Keeps the lesson, and shows on every card of the ticket who said what it is. */
async function correct(ticket: Ticket, category: Category, by: Person, parts: Parts) {
  await teach({ ticket, category, by }, parts);
  const { customers } = await parts.roster();
  const serving = servingFor(customers.find(({ id }) => id === ticket.customerId) ?? {}, parts.workflows);
  const draft = draftFor(category, ticket, { vetoes: vetoesIn(ticket), inputs: {} }, serving);
  const correction = { category, by: by.name, suggestedAction: suggestedActions[category] };
  const news: Pick<HandOff, 'correction' | 'draft'> = { correction, ...(draft ? { draft } : {}) };
  const cards = await parts.handOffs.change(ticket.customerId, ticket.id, news);
  await Promise.all(cards.map(({ id, shown, cards: refs }) => rewrite(refs, handOffMessage(shown, id), parts)));
  return { cards, text: thanks(category, draft?.command) };
}

function thanks(category: Category, command: string | undefined): string {
  const next = command ? `To start what fits it: ${command}` : 'No workflow can be started for it by command.';
  return `Thank you, I learn from it: it is ${categoryInWords(category)}. ${next}`;
}
