import { categoryInWords } from '../domain/category.ts';
import type { Classification } from '../domain/classification.ts';
import type { Message } from './card.ts';
import { cardFrom } from './expand.ts';
import { fact } from './facts.ts';
import { linked } from './linked.ts';
import { plain, plainLines } from './plain.ts';

const card = cardFrom('hand-off');

interface HandOff {
  readonly ticketId: string;
  readonly customerName: string;
  readonly requesterName: string;
  readonly subject: string;
  readonly body: string;
  /** Absent when a command said what to do. */
  readonly classification?: Classification | undefined;
  /** What there is to do now. */
  readonly task: string;
  /** Pages named in the task that can be opened from it. */
  readonly pages?: readonly string[];
  /** Why a person has to look at it. */
  readonly why: string;
}

/** Everything a technician needs to begin, on one screen; the ticket's own words come last. */
export function handOffMessage(ticket: HandOff): Message {
  const subject = plain(ticket.subject, 200);
  const customer = plain(ticket.customerName, 80);
  const requester = plain(ticket.requesterName, 80);
  const task = plainLines(ticket.task, 800);

  return {
    text: `Ticket ${plain(ticket.ticketId, 40)} for a technician. ${customer}, ${requester}: ${subject}. ${plain(ticket.task, 300)}`,
    card: card({
      task: linked(task, ticket.pages ?? []),
      facts: [
        fact('Customer', customer, { weight: 'Bolder' }),
        fact('Asked by', requester),
        fact('Why you', plain(ticket.why, 300)),
        ...(ticket.classification ? beliefs(ticket.classification) : []),
      ],
      subject,
      body: [afterSubject(ticket)].filter(Boolean).map((body) => plainLines(body, 1_500)),
      ticketId: plain(ticket.ticketId, 40),
    }),
  };
}

/** What the ticket says beyond its subject, which is its first line where that wasn't too long. */
function afterSubject({ subject, body }: HandOff): string {
  const [first = '', ...rest] = body.trim().split('\n');
  return first.trim() === subject.trim() ? rest.join('\n').trim() : body.trim();
}

function beliefs({ category, confidence, reasoning, suggestedAction }: Classification) {
  return [
    fact('Looks like', categoryInWords(category), { asides: [` (${confidence} % sure)`] }),
    fact('Because', plain(reasoning, 300)),
    fact('Suggested', plain(suggestedAction, 300)),
  ];
}
