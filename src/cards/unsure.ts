import type { Message } from './card.ts';
import { cardFrom } from './expand.ts';
import { plain } from './plain.ts';

const card = cardFrom('unsure');

interface Unsure {
  readonly id: string;
  readonly ticketId: string;
  /** The effect that may or may not have happened. */
  readonly what: string;
  readonly settledBy?: string;
  readonly settledAs?: string;
}

const answers: Readonly<Record<string, string>> = { happened: 'it happened', 'did-not-happen': 'it did not happen' };

/** Admits that we don't know whether an effect happened, and asks a person to look. */
export function unsureMessage({ id, ticketId, what, settledBy, settledAs }: Unsure): Message {
  const isOpen = settledBy === undefined && settledAs === undefined;
  const shown = plain(what, 300);
  const how = plain(answers[settledAs ?? ''] ?? settledAs ?? 'it is settled', 120);
  const who = plain(settledBy ?? 'Somebody', 80);

  return {
    text: isOpen
      ? `I can't tell whether this happened: ${shown}. Please check, then say what you found.`
      : `${who} checked "${shown}" and says: ${how}.`,
    card: card({
      headline: isOpen ? 'Please check this' : 'Settled',
      style: isOpen ? 'warning' : 'good',
      what: shown,
      settled: isOpen ? [] : [{ who, how: ` checked and says: ${how}.` }],
      open: isOpen ? [{ effect: id }] : [],
      ticketId: plain(ticketId, 40),
    }),
  };
}
