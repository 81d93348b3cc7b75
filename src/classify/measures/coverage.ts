import { isRight, type Judged, type Strictness } from './judged.ts';
import { type Share, shareOf } from './share.ts';

/** How many tickets could be left to the classifier at a precision that is good enough. */
export interface Coverage {
  /** Those that are taken, of all. */
  readonly taken: Share;
  /** Of those taken, the right ones; absent when none can be taken. */
  readonly precision?: Share;
  /** The least confidence that is taken, in percent; absent when none can be. */
  readonly threshold?: number;
}

/** The most tickets that can be taken, surest first and equally sure ones together, so that at least `percent` of them are right. */
export function coverageAt(percent: number, judged: readonly Judged[], strictness: Strictness): Coverage {
  const taken = { tickets: 0, right: 0 };
  let best: { readonly tickets: number; readonly right: number; readonly threshold: number } | undefined;
  for (const [threshold, alike] of byConfidence(judged)) {
    taken.tickets += alike.length;
    taken.right += alike.filter((one) => isRight(one, strictness)).length;
    // In whole numbers: 98 of 100 are 98 %.
    if (taken.right * 100 >= percent * taken.tickets) best = { ...taken, threshold };
  }
  if (!best) return { taken: shareOf(0, judged.length) };
  return {
    taken: shareOf(best.tickets, judged.length),
    precision: shareOf(best.right, best.tickets),
    threshold: best.threshold,
  };
}

function byConfidence(judged: readonly Judged[]): (readonly [number, readonly Judged[]])[] {
  return [...Map.groupBy(judged, ({ believed }) => believed.confidence)].sort(([a], [b]) => b - a);
}
