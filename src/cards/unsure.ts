import type { Message } from './card.ts';
import { cardFrom } from './expand.ts';
import { fact } from './facts.ts';
import { plain } from './plain.ts';

const card = cardFrom('unsure');

interface Unsure {
  readonly id: string;
  readonly ticketId: string;
  readonly customerName: string;
  readonly subject: string;
  /** The effect that may or may not have happened. */
  readonly what: string;
  /** The system in which it would be seen. */
  readonly where: string;
  readonly settledBy?: string;
  readonly settledAs?: string;
}

const answers: Readonly<Record<string, string>> = { happened: 'it happened', 'did-not-happen': 'it did not happen' };

/** Admits that we don't know whether an effect happened, and asks a person to look. */
export function unsureMessage({
  id,
  ticketId,
  customerName,
  subject,
  what,
  where,
  settledBy,
  settledAs,
}: Unsure): Message {
  const isOpen = settledBy === undefined && settledAs === undefined;
  const customer = plain(customerName, 80);
  const effect = plain(what, 300);
  const system = plain(where, 80);
  const how = plain(answers[settledAs ?? ''] ?? settledAs ?? 'it is settled', 120);
  const who = plain(settledBy ?? 'Somebody', 80);

  return {
    text: isOpen
      ? `I can't tell whether this happened in ${system} for ${customer}: ${effect}. Please check, then say what you found.`
      : `${who} checked "${effect}" in ${system} and says: ${how}.`,
    card: card({
      headline: isOpen ? 'Please check this' : 'Settled',
      style: isOpen ? 'warning' : 'good',
      settled: isOpen ? [] : [{ who, how: ` checked and says: ${how}.` }],
      facts: [
        fact('What', effect, { weight: 'Bolder' }),
        fact('Where', system),
        fact('Customer', customer, { weight: 'Bolder' }),
      ],
      open: isOpen ? [{ effect: id }] : [],
      subject: plain(subject, 200),
      ticketId: plain(ticketId, 40),
    }),
  };
}
