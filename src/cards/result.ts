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

export interface Result {
  readonly ticketId: string;
  readonly outcome: Outcome;
  /** Our words only: it is shown as formatted text. */
  readonly headline: string;
  readonly text: string;
  /** Told in the headline: "Resolved" becomes "Resolved in 4 s". */
  readonly seconds?: number;
  readonly demo: boolean;
}

/** What a ticket has come to, for the person who asked. */
export function resultMessage({ ticketId, outcome, headline, text, seconds, demo }: Result): Message {
  const told = seconds === undefined ? headline : `${headline} in ${duration(seconds)}`;
  return {
    text: [`${plain(told, 120)}.`, plain(text, 800), ...(demo ? [quietDemo] : [])].join(' '),
    card: card({
      headline: told,
      color: colors[outcome],
      text: plainLines(text, 800),
      demo: demo ? [quietDemo] : [],
      ticketId: plain(ticketId, 40),
    }),
  };
}

function duration(seconds: number): string {
  if (seconds < 1) return 'less than a second';
  if (seconds < 90) return `${Math.round(seconds)} s`;
  if (seconds < 5_400) return `${Math.round(seconds / 60)} minutes`;
  return `${Math.round(seconds / 3_600)} hours`;
}
