import type { Choice } from '../domain/question.ts';
import type { Message } from './card.ts';
import { cardFrom } from './expand.ts';
import { inList } from './in-list.ts';
import { plain, plainLines } from './plain.ts';

const card = cardFrom('question');

interface Question {
  readonly id: string;
  readonly ticketId: string;
  readonly text: string;
  readonly choices?: readonly Choice[];
  /** Whether nothing but one of the choices is an answer. */
  readonly isClosed?: boolean;
  readonly answeredBy?: string;
  readonly answer?: string;
}

/** Asks for one thing a ticket lacks; once it is answered, it shows by whom and can't be answered again. */
export function questionMessage(question: Question): Message {
  const { id, ticketId, text, choices = [], isClosed = false, answeredBy, answer } = question;
  const isOpen = answeredBy === undefined && answer === undefined;
  const who = plain(answeredBy ?? 'Somebody', 80);
  const said = plain(answer ?? '', 500);
  const listed = choices.map(({ title, value }) => ({ title: inList(title), value }));

  return {
    text: isOpen ? `Question: ${plain(text, 600)}` : `${plain(text, 600)} ${who} answered: ${said}`,
    card: card({
      style: isOpen ? 'accent' : 'default',
      headline: isOpen ? 'A question for you' : 'Answered',
      text: plainLines(text, 600),
      answered: isOpen ? [] : [{ who, answer: said }],
      typed: isOpen && listed.length === 0 ? [{}] : [],
      chosen:
        isOpen && listed.length > 0 ? [{ look: listed.length > 5 ? 'compact' : 'expanded', choices: listed }] : [],
      other: isOpen && listed.length > 0 && !isClosed ? [{}] : [],
      open: isOpen ? [{ question: id }] : [],
      ticketId: plain(ticketId, 40),
    }),
  };
}
