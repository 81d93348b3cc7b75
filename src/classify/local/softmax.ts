import { minimise } from './minimise.ts';
import type { Vector } from './vocabulary.ts';

/** What each term says for each class. The classes of one term stand beside each other, and so do the biases at the end. */
export interface Weights {
  readonly classes: number;
  readonly terms: number;
  readonly rows: Float64Array;
}

/** A text, what it is, and how much it counts beside the others. */
export interface Taught {
  readonly vector: Vector;
  readonly label: number;
  readonly weight: number;
}

interface Learning {
  readonly classes: number;
  readonly terms: number;
  /** How strongly weights are kept small. */
  readonly ease: number;
  /** How often at most they are made better. */
  readonly steps: number;
}

/** Learns which terms speak for which class: softmax regression. */
export function learnWeights(taught: readonly Taught[], { classes, terms, ease, steps }: Learning): Weights {
  const all = taught.reduce((sum, { weight }) => sum + weight, 0) || 1;
  const logits = new Float64Array(classes);
  const firstBias = terms * classes;

  const loss = (rows: Float64Array, slope: Float64Array): number => {
    slope.fill(0);
    let sum = 0;
    for (const { vector, label, weight } of taught) {
      logitsInto(logits, vector, rows, firstBias);
      intoProbabilities(logits);
      sum -= weight * Math.log(Math.max(1e-12, logits[label] as number));
      logits[label] = (logits[label] as number) - 1;
      for (let one = 0; one < classes; one++) logits[one] = weight * (logits[one] as number);
      const { places, values } = vector;
      for (let i = 0; i < places.length; i++) {
        const value = values[i] as number;
        let place = (places[i] as number) * classes;
        for (let one = 0; one < classes; one++, place++)
          slope[place] = (slope[place] as number) + value * (logits[one] as number);
      }
      for (let one = 0; one < classes; one++)
        slope[firstBias + one] = (slope[firstBias + one] as number) + (logits[one] as number);
    }
    for (let place = 0; place < firstBias; place++) {
      const weight = rows[place] as number; // biases may be as large as they need to be
      sum += 0.5 * ease * weight * weight;
      slope[place] = (slope[place] as number) + ease * weight;
    }
    for (let place = 0; place < slope.length; place++) slope[place] = (slope[place] as number) / all;
    return sum / all;
  };
  const start = new Float64Array(firstBias + classes);
  return { classes, terms, rows: minimise(loss, start, { steps, flat: 1e-5 }) };
}

function logitsInto(logits: Float64Array, { places, values }: Vector, rows: Float64Array, firstBias: number): void {
  const classes = logits.length;
  for (let one = 0; one < classes; one++) logits[one] = rows[firstBias + one] as number;
  for (let i = 0; i < places.length; i++) {
    const value = values[i] as number;
    let place = (places[i] as number) * classes;
    for (let one = 0; one < classes; one++, place++)
      logits[one] = (logits[one] as number) + value * (rows[place] as number);
  }
}

/** Turns logits into probabilities, in their place. */
export function intoProbabilities(logits: Float64Array): Float64Array {
  let highest = Number.NEGATIVE_INFINITY;
  for (let one = 0; one < logits.length; one++) highest = Math.max(highest, logits[one] as number);
  let sum = 0;
  for (let one = 0; one < logits.length; one++) {
    logits[one] = Math.exp((logits[one] as number) - highest);
    sum += logits[one] as number;
  }
  for (let one = 0; one < logits.length; one++) logits[one] = (logits[one] as number) / sum;
  return logits;
}
