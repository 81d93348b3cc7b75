import type { Message } from './card.ts';
import { cardFrom } from './expand.ts';
import { plain, plainLines } from './plain.ts';

const card = cardFrom('failure');

interface Failure {
  readonly ticketId: string;
  /** Our words only: it is shown as formatted text. */
  readonly headline: string;
  /** What was changed and what wasn't. */
  readonly what: string;
  /** Who acts next. */
  readonly next: string;
}

/** What did not work, what it left behind, and who acts next. */
export function failureMessage({ ticketId, headline, what, next }: Failure): Message {
  return {
    text: `${plain(headline, 120)}. ${plain(what, 600)} ${plain(next, 300)}`,
    card: card({
      headline,
      what: plainLines(what, 600),
      next: plainLines(next, 300),
      ticketId: plain(ticketId, 40),
    }),
  };
}
