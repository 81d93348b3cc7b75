import type { BreakGlass, BreakGlassState } from '../domain/break-glass.ts';
import type { Container, Message } from './card.ts';
import { cardFrom } from './expand.ts';
import { type Fact, fact } from './facts.ts';
import { plain } from './plain.ts';
import { utc } from './utc.ts';

const card = cardFrom('break-glass');

const looks = {
  asked: { headline: 'Break-glass asked for', style: 'warning', meaning: 'A second admin has to confirm it.' },
  refused: { headline: 'Break-glass refused', style: 'default', meaning: 'Nothing was opened.' },
  lapsed: { headline: 'Break-glass not confirmed', style: 'default', meaning: 'Nobody confirmed it in time.' },
  open: {
    headline: 'Break-glass is open',
    style: 'attention',
    meaning: 'One admin alone may approve now, but never what they asked for or what is about themselves.',
  },
  over: {
    headline: 'Break-glass is over: please review it',
    style: 'warning',
    meaning: 'An admin or auditor who had no part in it looks at what was done. Until then it can not be opened again.',
  },
  reviewed: { headline: 'Break-glass reviewed', style: 'good', meaning: 'Somebody who had no part in it has looked.' },
} as const satisfies Record<BreakGlassState, { headline: string; style: Container['style']; meaning: string }>;

const usesAtMost = 10;

/** An emergency as everybody with a role sees it. `uses` is what was asked under it, a line each. */
export function breakGlassMessage(glass: BreakGlass, customerName: string, uses: readonly string[] = []): Message {
  const { headline, style, meaning } = looks[glass.state];
  const bound = { glass: glass.id };
  const shown = uses.slice(0, usesAtMost).map((use) => plain(use, 200));
  const left = uses.length - shown.length;
  return {
    text: `${headline} for ${plain(customerName, 80)}. Reason: ${plain(glass.reason, 300)}.`,
    card: card({
      ...{ headline, style, meaning },
      facts: factsOf(glass, customerName),
      usesHeadline: glass.state === 'over' || glass.state === 'reviewed' ? ['What was asked under it'] : [],
      uses: glass.state === 'over' || glass.state === 'reviewed' ? linesOf(shown, left) : [],
      confirmable: glass.state === 'asked' ? [bound] : [],
      endable: glass.state === 'open' ? [bound] : [],
      reviewable: glass.state === 'over' ? [bound] : [],
    }),
  };
}

function linesOf(shown: readonly string[], left: number): string[] {
  if (shown.length === 0) return ['Nothing was asked under it.'];
  return left > 0 ? [...shown, `${left} more are in the audit.`] : [...shown];
}

function factsOf(glass: BreakGlass, customerName: string): Fact[] {
  const { askedBy, confirmedBy, reviewedBy, review, reason, state, until } = glass;
  return [
    fact('Customer', plain(customerName, 80), { weight: 'Bolder' }),
    fact('Reason', plain(reason, 500), { weight: 'Bolder' }),
    fact('Asked by', plain(askedBy.name, 80)),
    ...(confirmedBy ? [fact('Confirmed by', plain(confirmedBy.name, 80))] : []),
    ...(state === 'asked' || state === 'open' ? [fact('Until', utc(until))] : []),
    ...(reviewedBy ? [fact('Reviewed by', plain(reviewedBy.name, 80))] : []),
    ...(review ? [fact('Review', plain(review, 1_000))] : []),
  ];
}
