import type { Lesson } from './lesson.ts';
import { type LocalModel, open, type Probabilities } from './model.ts';

/** What models believe of lessons they have not seen: each fold is judged by a model that was taught all the others. */
export function judgedUnseen<L extends Lesson>(
  lessons: readonly L[],
  folds: number,
  train: (lessons: readonly L[]) => LocalModel,
): Probabilities[] {
  const judged: Probabilities[] = [];
  for (let fold = 0; fold < folds; fold++) {
    const isHeldBack = (_: L, place: number) => place % folds === fold;
    const believe = open(train(lessons.filter((lesson, place) => !isHeldBack(lesson, place))));
    lessons.forEach((lesson, place) => {
      if (isHeldBack(lesson, place)) judged[place] = believe(lesson.text);
    });
  }
  return judged;
}
