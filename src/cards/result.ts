import type { Outcome } from '../domain/outcome.ts';
import type { Message, TextBlock } from './card.ts';
import { cardFrom } from './expand.ts';
import { plain, plainLines } from './plain.ts';

const card = cardFrom('result');

const colors = {
  resolved: 'Good',
  assigned: 'Accent',
  escalated: 'Warning',
  denied: 'Attention',
  expired: 'Warning',
  failed: 'Attention',
} as const satisfies Record<Outcome, TextBlock['color']>;

const quietDemo = 'Demo mode: nothing outside this computer was changed.';

interface Result {
  readonly ticketId: string;
  readonly outcome: Outcome;
  /** Our words only: it is shown as formatted text. */
  readonly headline: string;
  readonly text: string;
  readonly demo: boolean;
}

/** What a ticket has come to, for the person who asked. */
export function resultMessage({ ticketId, outcome, headline, text, demo }: Result): Message {
  return {
    text: [`${plain(headline, 120)}.`, plain(text, 800), ...(demo ? [quietDemo] : [])].join(' '),
    card: card({
      headline,
      color: colors[outcome],
      text: plainLines(text, 800),
      demo: demo ? [quietDemo] : [],
      ticketId: plain(ticketId, 40),
    }),
  };
}
