import type { Outcome } from '../domain/outcome.ts';
import type { Container, Message } from './card.ts';
import { cardFrom } from './expand.ts';
import { plain, plainLines } from './plain.ts';

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
const partlyDemo = 'Demo mode, not really done:';

interface Result {
  readonly ticketId: string;
  readonly outcome: Outcome;
  /** Our words only: it is shown as formatted text. */
  readonly headline: string;
  readonly text: string;
  /** What was not really done, by title. */
  readonly simulated: 'everything' | readonly string[];
}

/** What a ticket has come to, for the person who asked. */
export function resultMessage({ ticketId, outcome, headline, text, simulated }: Result): Message {
  const demo = demoNote(simulated);
  return {
    text: [`${plain(headline, 120)}.`, plain(text, 800), ...demo].join(' '),
    card: card({
      headline,
      style: styles[outcome],
      text: plainLines(text, 800),
      demo,
      ticketId: plain(ticketId, 40),
    }),
  };
}

function demoNote(simulated: Result['simulated']): string[] {
  if (simulated === 'everything') return [quietDemo];
  return simulated.length > 0 ? [`${partlyDemo} ${plain(simulated.join(', '), 300)}.`] : [];
}
