import { Category, categoryInWords } from '../domain/category.ts';
import { type Classification, closeSecond } from '../domain/classification.ts';
import type { Draft, HandOff } from '../domain/hand-off.ts';
import type { Message } from './card.ts';
import { cardFrom } from './expand.ts';
import { type Fact, fact } from './facts.ts';
import { linked } from './linked.ts';
import { plain, plainLines } from './plain.ts';

const card = cardFrom('hand-off');

const MOST_OTHERS = 3;
const MOST_NAMES = 6;

/** Everything a technician needs to begin, on one screen; the ticket's own words come last. `id` lets it be corrected. */
export function handOffMessage(ticket: HandOff, id?: string): Message {
  const subject = plain(ticket.subject, 200);
  const customer = plain(ticket.customerName, 80);
  const requester = plain(ticket.requesterName, 80);
  const task = plainLines(ticket.task, 800);
  const { classification, correction, draft } = ticket;
  const isOpen = id !== undefined && classification !== undefined;

  return {
    text: `Ticket ${plain(ticket.ticketId, 40)} for a technician. ${customer}, ${requester}: ${subject}. ${plain(ticket.task, 300)}`,
    card: card({
      task: linked(task, ticket.pages),
      corrected: correction ? [{ who: plain(correction.by, 80), category: categoryInWords(correction.category) }] : [],
      facts: [
        fact('Customer', customer, { weight: 'Bolder' }),
        fact('Asked by', requester),
        ...(ticket.why === undefined ? [] : [fact('Why you', plain(ticket.why, 400))]),
        ...namesIn(ticket),
        ...(classification ? beliefs(classification, correction) : []),
        ...(draft ? planned(draft) : []),
      ],
      subject,
      body: [afterSubject(ticket)].filter(Boolean).map((body) => plainLines(body, 1_500)),
      ticketId: plain(ticket.ticketId, 40),
      others: isOpen ? otherCategories(ticket, classification).map((category) => ({ id, ...asButton(category) })) : [],
      open: isOpen ? [{ id, all: Category.options.map(asChoice) }] : [],
    }),
  };
}

/** What the ticket says beyond its subject, which is its first line where that wasn't too long. */
function afterSubject({ subject, body }: HandOff): string {
  const [first = '', ...rest] = body.trim().split('\n');
  return first.trim() === subject.trim() ? rest.join('\n').trim() : body.trim();
}

function namesIn({ names = [] }: HandOff): Fact[] {
  return names.length > 0 ? [fact('It names', plain(names.slice(0, MOST_NAMES).join(', '), 200))] : [];
}

function beliefs(believed: Classification, correction: HandOff['correction']): Fact[] {
  const { category, confidence, reasoning, suggestedAction, urgency, sentiment, language } = believed;
  const second = closeSecond(believed);
  const isUrgent = urgency === 'high' || urgency === 'critical';
  return [
    fact('Looks like', categoryInWords(category), { asides: [` (${confidence} % sure)`] }),
    ...(second ? [fact('Or', categoryInWords(second.category), { asides: [` (${second.confidence} % sure)`] })] : []),
    fact('Because', plain(reasoning, 300)),
    fact('Judged by', judgeIn(believed)),
    fact('Suggested', plain(correction?.suggestedAction ?? suggestedAction, 300)),
    ...(isUrgent ? [fact('Urgency', urgency, { weight: 'Bolder', color: 'Attention' })] : []),
    ...(sentiment === 'unhappy' || sentiment === 'angry' ? [fact('Sounds', sentiment)] : []),
    ...(language === 'en' || language === 'unknown' ? [] : [fact('Language', languages[language])]),
  ];
}

const languages = { de: 'German', es: 'Spanish', fr: 'French', pt: 'Portuguese' } as const;

function judgeIn({ judge }: Classification): string {
  if (judge.kind === 'model') return plain(judge.model, 80);
  const { insteadOf, because } = judge;
  const instead = insteadOf ? ` instead of ${plain(insteadOf, 80)}` : '';
  return `offline classifier${instead}${because ? ` because ${plain(because, 200)}` : ''}`;
}

function planned({ title, values, command, isAgain }: Draft): Fact[] {
  const known = values.map((one) => `${one.title} ${plain(one.value, 100)}`).join(', ');
  const asides = isAgain ? [' (again, once that is settled)'] : [];
  return [
    fact(isAgain ? 'Workflow' : 'Draft', title, { asides: known ? [` (${known})`] : [] }),
    ...(command ? [fact('To start it', plain(command, 300), { asides })] : []),
  ];
}

/** The most probable of those that it is not said to be now. */
function otherCategories({ correction }: HandOff, { category, alternatives }: Classification): Category[] {
  const now = correction?.category ?? category;
  const probable = [category, ...alternatives.map((belief) => belief.category)];
  return [...new Set(probable)].filter((one) => one !== now).slice(0, MOST_OTHERS);
}

function asButton(category: Category) {
  const words = categoryInWords(category);
  // Short, because Teams cuts off what does not fit beside the other buttons.
  return { title: words.charAt(0).toUpperCase() + words.slice(1), category };
}

function asChoice(category: Category) {
  return { title: categoryInWords(category), value: category };
}
