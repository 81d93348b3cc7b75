import { z } from 'zod';
import { Category } from '../../domain/category.ts';
import { intoProbabilities, type Weights } from './softmax.ts';
import { createVectors, type Vocabulary } from './vocabulary.ts';

/** More than any training comes to; beyond it sums are no numbers any more. */
const Weight = z.number().min(-1e6).max(1e6);

/** A trained model as it is kept: every weight as one byte, in shares of the largest one of its category. */
export const LocalModel = z
  .object({
    form: z.literal(1),
    categories: z.array(Category).min(1).readonly(),
    /** One term a line. */
    words: z.string(),
    pieces: z.string(),
    /** How many texts it was trained on, and in how many of them each term stood: 16-bit numbers in base64, words first. */
    texts: z.number().int().min(0),
    counts: z.base64(),
    /** A signed byte for each category, term by term, in base64. */
    rows: z.base64(),
    scales: z.array(Weight).readonly(),
    bias: z.array(Weight).readonly(),
  })
  .refine(isWhole, 'It is not the whole of a model.');
export type LocalModel = Readonly<z.infer<typeof LocalModel>>;

/** How probable each category is, in the order of `Category.options`; together 1. */
export type Probabilities = Float64Array;

/** Says of a text what the model believes. */
export type Believe = (text: string) => Probabilities;

const LARGEST = 127;

export function packed({ words, pieces, counts, texts }: Vocabulary, { terms, rows, classes }: Weights): LocalModel {
  const bytes = new Int8Array(terms * classes);
  const scales = Array.from({ length: classes }, (_, one) => {
    let largest = 0;
    for (let at = one; at < bytes.length; at += classes) largest = Math.max(largest, Math.abs(rows[at] as number));
    const scale = largest / LARGEST || 1;
    for (let at = one; at < bytes.length; at += classes) bytes[at] = Math.round((rows[at] as number) / scale);
    return rounded(scale);
  });
  return {
    form: 1,
    categories: Category.options,
    words: words.join('\n'),
    pieces: pieces.join('\n'),
    texts,
    counts: Buffer.from(Uint16Array.from(counts).buffer).toString('base64'),
    rows: Buffer.from(bytes.buffer).toString('base64'),
    scales,
    bias: Array.from(rows.subarray(bytes.length), rounded),
  };
}

/** Opens a model. It stays small: its weights are read where they stand. */
export function open(model: LocalModel): Believe {
  const counts = Array.from(new Uint16Array(new Uint8Array(Buffer.from(model.counts, 'base64')).buffer));
  const rows = new Int8Array(new Uint8Array(Buffer.from(model.rows, 'base64')).buffer);
  const vectorOf = createVectors({
    words: linesOf(model.words),
    pieces: linesOf(model.pieces),
    counts,
    texts: model.texts,
  });
  const classes = model.categories.length;
  const order = Category.options.map((category) => model.categories.indexOf(category));

  return (text) => {
    const { places, values } = vectorOf(text);
    const sums = new Float64Array(classes);
    for (let i = 0; i < places.length; i++) {
      const value = values[i] as number;
      let place = (places[i] as number) * classes;
      for (let one = 0; one < classes; one++, place++)
        sums[one] = (sums[one] as number) + value * (rows[place] as number);
    }
    return intoProbabilities(
      Float64Array.from(order, (one) => (sums[one] ?? 0) * (model.scales[one] ?? 0) + (model.bias[one] ?? -20)),
    );
  };
}

/** Whether every term has its count and its weights, and every category its own. */
function isWhole(model: {
  readonly categories: readonly Category[];
  readonly words: string;
  readonly pieces: string;
  readonly counts: string;
  readonly rows: string;
  readonly scales: readonly number[];
  readonly bias: readonly number[];
}): boolean {
  const { categories, words, pieces, counts, rows, scales, bias } = model;
  const terms = linesOf(words).length + linesOf(pieces).length;
  return (
    Buffer.byteLength(counts, 'base64') === 2 * terms &&
    Buffer.byteLength(rows, 'base64') === terms * categories.length &&
    [new Set(categories).size, scales.length, bias.length].every((count) => count === categories.length)
  );
}

function linesOf(terms: string): string[] {
  return terms === '' ? [] : terms.split('\n');
}

function rounded(value: number): number {
  return Number(value.toPrecision(6));
}
