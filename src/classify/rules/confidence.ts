import type { Category } from '../../domain/category.ts';
import type { Veto } from '../../domain/classification.ts';
import type { Score } from './score.ts';

/** Nothing is ever certain, and nothing understood is not nothing known. */
const HIGHEST = 95;
const LOWEST = 10;

/** Two ways to describe one trouble hardly contradict each other. */
const kin: Readonly<Partial<Record<Category, Category>>> = { password_reset: 'account_lockout' };
const KIN = 0.4;

/** How sure a table of cues can be: much evidence for one category and little for the next one. A security cue has no rival. */
export function confidenceOf(category: Category, scores: readonly Score[], vetoes: readonly Veto[]): number {
  const points = scores.find((score) => score.category === category)?.points ?? 0;
  const rivals = scores.filter((score) => score.category !== category);
  const rival = Math.max(0, ...rivals.map((score) => score.points * (kin[category] === score.category ? KIN : 1)));
  const lead = vetoes.includes('security-cue') ? 1 : points / (points + rival || 1);
  const amount = 1 - Math.exp(-points / 6);
  const belief = Math.round(100 * lead ** 0.75 * amount);
  const flagged = vetoes.includes('instruction-to-the-bot') ? 70 : LOWEST;
  return Math.min(HIGHEST, Math.max(flagged, belief));
}
