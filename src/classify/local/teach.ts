import { Category } from '../../domain/category.ts';
import { digest } from '../../lib/digest.ts';
import { learnCalibration } from './calibration.ts';
import type { Lesson } from './lesson.ts';
import { learnPooling, type pointsOf, pooled } from './pooling.ts';
import type { Shipped } from './shipped.ts';
import { trainOn } from './train.ts';
import { judgedUnseen } from './unseen.ts';

const FOLDS = 5;

/** Lessons with the points the cues give them, for the shipped model. */
export interface Material {
  readonly lessons: readonly Lesson[];
  /** In the order of the lessons and of `Category.options`. */
  readonly points: readonly ReturnType<typeof pointsOf>[];
}

/** What the shipped model was taught, in a word: cues count too, because they are weighed beside it. */
export function digestOf({ lessons, points }: Material): string {
  return digest({ lessons: lessons.map(({ text, category }) => ({ text, category })), points });
}

/** Trains what ships. How both opinions are weighed, and how sure that makes, is learned from sentences the model has not seen. */
export function teachShipped(material: Material): Shipped {
  const lessons = material.lessons.map((lesson) => ({ ...lesson, weight: 1 }));
  const unseen = judgedUnseen(lessons, FOLDS, trainOn);
  const known = lessons.map(({ category }, place) => ({
    opinions: { model: unseen[place] ?? new Float64Array(), points: material.points[place] ?? [] },
    right: category,
  }));
  const pooling = learnPooling(known);
  const calibration = learnCalibration(
    known.map(({ opinions, right }) => {
      const believed = pooled(opinions, pooling);
      const sure = Math.max(...believed);
      return { sure, isRight: Category.options[believed.indexOf(sure)] === right };
    }),
  );
  return { taught: digestOf(material), pooling, calibration, model: trainOn(lessons) };
}
