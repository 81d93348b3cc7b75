import { byCategory, type CategoryMeasure, type Confusion, confusionOf, macroF1 } from './by-category.ts';
import { type CalibrationMeasure, calibrationOf } from './calibration.ts';
import { type Coverage, coverageAt } from './coverage.ts';
import { isOffered, isRight, type Judged, type Strictness } from './judged.ts';
import { type Share, shareOf } from './share.ts';

/** What is worth knowing about a classifier, from tickets whose category people know. */
export interface Measures {
  readonly tickets: number;
  readonly accuracy: Readonly<Record<Strictness, Share>>;
  /** How often the right category is believed or offered beside the believed one. */
  readonly offered: Share;
  readonly categories: readonly CategoryMeasure[];
  readonly macroF1: number;
  /** By the right category, then by the believed one. */
  readonly confusion: Confusion;
  readonly calibration: Readonly<Record<Strictness, CalibrationMeasure>>;
  /** At the precision that automation asks for. */
  readonly coverage: Readonly<Record<Strictness, Coverage>>;
  /** Milliseconds a ticket. */
  readonly time: { readonly median: number; readonly p95: number };
  /** US dollars; absent when nothing was paid. */
  readonly cost?: { readonly perTicket: number; readonly total: number };
}

/** How often, in percent, what runs by itself has to be right. */
export const SAFE_PRECISION = 98;

export function measure(judged: readonly Judged[]): Measures {
  const categories = byCategory(judged);
  const cost = costOf(judged);
  return {
    tickets: judged.length,
    accuracy: both((strictness) => shareOf(count(judged, strictness), judged.length)),
    offered: shareOf(judged.filter(isOffered).length, judged.length),
    categories,
    macroF1: macroF1(categories),
    confusion: confusionOf(judged),
    calibration: both((strictness) => calibrationOf(judged, strictness)),
    coverage: both((strictness) => coverageAt(SAFE_PRECISION, judged, strictness)),
    time: timeOf(judged),
    ...(cost ? { cost } : {}),
  };
}

function both<T>(of: (strictness: Strictness) => T): Readonly<Record<Strictness, T>> {
  return { strict: of('strict'), lenient: of('lenient') };
}

function count(judged: readonly Judged[], strictness: Strictness): number {
  return judged.filter((one) => isRight(one, strictness)).length;
}

function timeOf(judged: readonly Judged[]): Measures['time'] {
  const sorted = judged.map(({ ms }) => ms).sort((a, b) => a - b);
  /** The least time within which so many percent of the tickets were judged. */
  const within = (percent: number) => sorted[Math.max(0, Math.ceil((percent * sorted.length) / 100) - 1)] ?? 0;
  return { median: within(50), p95: within(95) };
}

function costOf(judged: readonly Judged[]): Measures['cost'] {
  const costs = judged.flatMap(({ cost }) => cost ?? []);
  if (costs.length === 0) return undefined;
  const total = costs.reduce((sum, cost) => sum + cost, 0);
  return { total, perTicket: total / judged.length };
}
