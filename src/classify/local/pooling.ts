import { z } from 'zod';
import { Category } from '../../domain/category.ts';
import type { Score } from '../rules/score.ts';
import { minimise } from './minimise.ts';
import type { Probabilities } from './model.ts';
import { intoProbabilities } from './softmax.ts';

/** How much the two opinions count beside each other: the model's odds, and the points of the cues, which say less the more there are. */
export const Pooling = z.object({ odds: z.number(), points: z.number(), rise: z.number() });
export type Pooling = Readonly<z.infer<typeof Pooling>>;

/** What both say of one text; `points` in the order of `Category.options`. */
export interface Opinions {
  readonly model: Probabilities;
  readonly points: readonly number[];
}

/** The points of every category; nothing found is no points. */
export function pointsOf(scores: readonly Score[]): number[] {
  return Category.options.map((category) => scores.find((score) => score.category === category)?.points ?? 0);
}

/** Both opinions as one. */
export function pooled(opinions: Opinions, { odds, points, rise }: Pooling): Probabilities {
  return intoProbabilities(sums(opinions, [odds, points, rise]));
}

/** Finds the weights under which the right answers are the most probable. The opinions must come from models that have not seen these texts. */
export function learnPooling(known: readonly { readonly opinions: Opinions; readonly right: Category }[]): Pooling {
  const examples = known.map(({ opinions, right }) => ({ opinions, right: Category.options.indexOf(right) }));
  const [odds = 0, points = 0, rise = 0] = minimise(
    (weights, slope) => {
      slope.fill(0);
      let loss = 0;
      for (const { opinions, right } of examples) {
        const believed = intoProbabilities(sums(opinions, [...weights]));
        loss -= Math.log(Math.max(1e-12, believed[right] ?? 0)) / examples.length;
        for (let one = 0; one < believed.length; one++) {
          const miss = ((believed[one] ?? 0) - (one === right ? 1 : 0)) / examples.length;
          for (const [part, value] of partsOf(opinions, one).entries()) slope[part] = (slope[part] ?? 0) + miss * value;
        }
      }
      return loss;
    },
    Float64Array.of(1, 0.1, 0.5),
    { steps: 100, flat: 1e-7 },
  );
  return { odds, points, rise };
}

function sums(opinions: Opinions, weights: readonly number[]): Float64Array {
  return Float64Array.from(Category.options, (_, one) =>
    partsOf(opinions, one).reduce((sum, value, part) => sum + value * (weights[part] ?? 0), 0),
  );
}

function partsOf({ model, points }: Opinions, one: number): [number, number, number] {
  const found = points[one] ?? 0;
  return [Math.log(Math.max(1e-6, model[one] ?? 0)), found, Math.log1p(found)];
}
