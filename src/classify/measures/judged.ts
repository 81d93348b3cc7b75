import type { Category } from '../../domain/category.ts';
import type { Belief, Classification } from '../../domain/classification.ts';

/** A ticket whose category people know, and what a classifier believed of it. */
export interface Judged {
  readonly category: Category;
  /** What it may be called as well. */
  readonly alt: readonly Category[];
  readonly believed: Pick<Classification, 'category' | 'confidence' | 'alternatives'>;
  readonly ms: number;
  /** In US dollars; absent when nothing was paid for it. */
  readonly cost?: number;
}

/** `strict` takes a ticket's first category alone for right, `lenient` each that it may be called by. */
export type Strictness = 'strict' | 'lenient';

export function isRight({ category, alt, believed }: Judged, strictness: Strictness): boolean {
  return believed.category === category || (strictness === 'lenient' && alt.includes(believed.category));
}

/** Whether the right category is the believed one or stands among those that are offered beside it. */
export function isOffered({ category, believed }: Judged): boolean {
  return [believed, ...believed.alternatives].some((belief: Pick<Belief, 'category'>) => belief.category === category);
}
