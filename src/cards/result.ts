import type { Outcome } from '../domain/outcome.ts';
import type { Container, Message } from './card.ts';
import { cardFrom } from './expand.ts';
import { plain, plainLines } from './plain.ts';
import { notReallyDone, type Simulated } from './simulated.ts';
import { utc } from './utc.ts';

const card = cardFrom('result');

const styles = {
  resolved: 'good',
  assigned: 'default',
  escalated: 'warning',
  denied: 'attention',
  expired: 'warning',
  failed: 'attention',
} as const satisfies Record<Outcome, Container['style']>;

const quietDemo = 'Demo mode: nothing outside this computer was changed.';

interface Result {
  readonly ticketId: string;
  readonly outcome: Outcome;
  /** Our words only: it is shown as formatted text. */
  readonly headline: string;
  readonly text: string;
  readonly simulated: Simulated;
  /** Until when what was done can be taken back. */
  readonly undoUntil?: string | undefined;
}

/** What a ticket has come to, for the person who asked. */
export function resultMessage({ ticketId, outcome, headline, text, simulated, undoUntil }: Result): Message {
  const demo = simulated.isAll ? [quietDemo] : notReallyDone(simulated);
  return {
    text: [`${plain(headline, 120)}.`, plain(text, 800), ...demo].join(' '),
    card: card({
      headline,
      style: styles[outcome],
      text: plainLines(text, 800),
      demo,
      undo: undoUntil === undefined ? [] : [{ until: `Can be undone until ${utc(undoUntil)}.`, ticket: ticketId }],
      ticketId: plain(ticketId, 40),
    }),
  };
}
