import type { Message } from './card.ts';
import { cardFrom } from './expand.ts';
import { plain, plainLines } from './plain.ts';

const card = cardFrom('question');

interface Question {
  readonly id: string;
  readonly ticketId: string;
  readonly text: string;
  readonly choices?: readonly string[];
  readonly answeredBy?: string;
  readonly answer?: string;
}

/** Asks for one thing a ticket lacks; once it is answered, it shows by whom and can't be answered again. */
export function questionMessage({ id, ticketId, text, choices = [], answeredBy, answer }: Question): Message {
  const isOpen = answeredBy === undefined && answer === undefined;
  const who = plain(answeredBy ?? 'Somebody', 80);
  const said = plain(answer ?? '', 500);
  const listed = canBeListed(choices) ? choices.map((choice) => ({ title: plain(choice, 60), value: choice })) : [];

  return {
    text: isOpen ? `Question: ${plain(text, 600)}` : `${plain(text, 600)} ${who} answered: ${said}`,
    card: card({
      style: isOpen ? 'accent' : 'default',
      headline: isOpen ? 'A question for you' : 'Answered',
      text: plainLines(text, 600),
      answered: isOpen ? [] : [{ who, answer: said }],
      typed: isOpen && listed.length === 0 ? [{}] : [],
      chosen:
        isOpen && listed.length > 0 ? [{ style: listed.length > 5 ? 'compact' : 'expanded', choices: listed }] : [],
      open: isOpen ? [{ question: id }] : [],
      ticketId: plain(ticketId, 40),
    }),
  };
}

/** A value comes back as it is, so it can't be cut. Slack takes 150 characters in one; what doesn't fit has to be typed. */
function canBeListed(choices: readonly string[]): boolean {
  return choices.length <= 25 && choices.every((choice) => choice.length > 0 && choice.length <= 150);
}
