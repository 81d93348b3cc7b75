import { digest } from '../../lib/digest.ts';
import type { Lesson } from './lesson.ts';

/** Lessons, and others that know nothing of them. */
export interface Fold<L> {
  readonly heldBack: readonly L[];
  readonly others: readonly L[];
}

/** Parts lessons so that each is held back once. Those that differ in numbers alone stay together: one would give the other away. */
export function foldsOf<L extends Lesson>(lessons: readonly L[], folds: number): Fold<L>[] {
  const alike = Map.groupBy(lessons, ({ text }) => withoutNumbers(text));
  // By their digests, so that no order in which people taught puts one kind of lesson into one fold.
  const mixed = [...alike].map(([words, group]) => ({ group, at: digest(words) }));
  mixed.sort((a, b) => (a.at < b.at ? -1 : 1));
  return Array.from({ length: folds }, (_, fold) => ({
    heldBack: mixed.flatMap(({ group }, place) => (place % folds === fold ? group : [])),
    others: mixed.flatMap(({ group }, place) => (place % folds === fold ? [] : group)),
  }));
}

function withoutNumbers(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/\p{N}+/gu, '0')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
