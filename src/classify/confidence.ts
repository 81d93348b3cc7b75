import type { Category, Veto } from '../domain/classification.ts';
import type { Score } from './score.ts';

/** Nothing is ever certain, and nothing understood is not nothing known. */
const HIGHEST = 95;
const LOWEST = 10;

/** How sure a table of cues can be: much evidence for one category and little for the next one. A security cue has no rival. */
export function confidenceOf(category: Category, scores: readonly Score[], vetoes: readonly Veto[]): number {
  const points = scores.find((score) => score.category === category)?.points ?? 0;
  const rival = Math.max(0, ...scores.filter((score) => score.category !== category).map((score) => score.points));
  const lead = vetoes.includes('security-cue') ? 1 : points / (points + rival || 1);
  const amount = 1 - Math.exp(-points / 6);
  const belief = Math.round(100 * lead * amount);
  const flagged = vetoes.includes('instruction-to-the-bot') ? 70 : LOWEST;
  return Math.min(HIGHEST, Math.max(flagged, belief));
}
