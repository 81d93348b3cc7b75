import { foldsOf } from './cross-validate.ts';
import type { Lesson } from './lesson.ts';
import { type LocalModel, open, type Probabilities } from './model.ts';

/** What models believe of lessons they have not seen: each fold is judged by a model that was taught all the others. In the order of the lessons. */
export function judgedUnseen<L extends Lesson>(
  lessons: readonly L[],
  folds: number,
  train: (lessons: readonly L[]) => LocalModel,
): Probabilities[] {
  const judged = new Map<L, Probabilities>();
  for (const { heldBack, others } of foldsOf(lessons, folds)) {
    const believe = open(train(others));
    for (const lesson of heldBack) judged.set(lesson, believe(lesson.text));
  }
  return lessons.map((lesson) => judged.get(lesson) ?? new Float64Array());
}
