import type { Category } from '../../domain/category.ts';
import type { Workflow } from '../../domain/workflow.ts';
import type { Lesson } from '../local/lesson.ts';
import { SENTENCE_END, wordsOf } from '../reading/words.ts';

/** How close a ticket is to the closest example of a workflow, from 0 to 1. */
export interface Likeness {
  readonly workflow: string;
  readonly categories: readonly Category[];
  readonly likeness: number;
}

type Weights = ReadonlyMap<string, number>;

/** The examples of workflows that serve one category alone, as lessons for a model. */
export function exampleLessons(known: readonly Workflow[]): Lesson[] {
  return known.flatMap(({ categories, examples }) => {
    const [only, second] = categories;
    return only && !second ? examples.map((text) => ({ text, category: only })) : [];
  });
}

/** Learns from the workflows' examples once, and says which workflows a text is like. Rare words count more than common ones. */
export function learnExamples(known: readonly Workflow[]): (text: string) => Likeness[] {
  const taught = known.flatMap(({ title, categories, examples }) =>
    examples.map((example) => ({ workflow: title, categories, words: distinctWords(example) })),
  );
  const rarity = rarityIn(taught.map(({ words }) => words));
  const unseen = Math.log(1 + taught.length);
  const weigh = (words: ReadonlySet<string>) => unitLength(words, (word) => rarity.get(word) ?? unseen);
  const lessons = taught.map((lesson) => ({ ...lesson, weights: weigh(lesson.words) }));

  return (text) => {
    const weights = weigh(distinctWords(text));
    const closest = new Map<string, Likeness>();
    for (const { workflow, categories, weights: lesson } of lessons) {
      const likeness = cosine(lesson, weights);
      if (likeness > (closest.get(workflow)?.likeness ?? 0)) closest.set(workflow, { workflow, categories, likeness });
    }
    return [...closest.values()];
  };
}

function distinctWords(text: string): Set<string> {
  return new Set(wordsOf(text).filter((word) => word !== SENTENCE_END && word.length > 1));
}

function rarityIn(examples: readonly ReadonlySet<string>[]): Weights {
  const counts = new Map<string, number>();
  for (const words of examples) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return new Map(Array.from(counts, ([word, count]) => [word, Math.log(1 + examples.length / count)]));
}

function unitLength(words: ReadonlySet<string>, weightOf: (word: string) => number): Weights {
  const length = Math.hypot(...Array.from(words, weightOf)) || 1;
  return new Map(Array.from(words, (word) => [word, weightOf(word) / length]));
}

function cosine(shorter: Weights, longer: Weights): number {
  let sum = 0;
  for (const [word, weight] of shorter) sum += weight * (longer.get(word) ?? 0);
  return sum;
}
