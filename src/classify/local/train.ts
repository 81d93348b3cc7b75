import { Category } from '../../domain/category.ts';
import type { Lesson } from './lesson.ts';
import { type LocalModel, packed } from './model.ts';
import { shippedSentences } from './sentences.ts';
import { learnWeights } from './softmax.ts';
import { createVectors, learnVocabulary } from './vocabulary.ts';

/** A lesson, and how many shipped sentences it counts as much as. */
export type WeighedLesson = Lesson & { readonly weight: number };

/** A customer's own lesson is what their people really write. */
const OWN_LESSON = 2;

/** How strongly weights are kept small, and how long is learned. Chosen by cross-validation over the shipped sentences. */
const EASE = 0.1;
const STEPS = 24;

/** Trains on the shipped sentences and a customer's own lessons. Takes seconds: not for the thread that answers chats. */
export function trainLocalModel(lessons: readonly Lesson[] = []): LocalModel {
  const weighed = (weight: number) => (lesson: Lesson) => ({ ...lesson, weight });
  return trainOn([...shippedSentences().map(weighed(1)), ...lessons.map(weighed(OWN_LESSON))]);
}

/** Trains on these alone; the same lessons in the same order make the same model. */
export function trainOn(lessons: readonly WeighedLesson[]): LocalModel {
  const vocabulary = learnVocabulary(lessons.map(({ text }) => text));
  const vectorOf = createVectors(vocabulary);
  const taught = lessons.map(({ text, category, weight }) => ({
    vector: vectorOf(text),
    label: Category.options.indexOf(category),
    weight,
  }));
  const size = { classes: Category.options.length, terms: vocabulary.counts.length };
  return packed(vocabulary, learnWeights(taught, { ...size, ease: EASE, steps: STEPS }));
}
