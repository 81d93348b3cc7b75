import { termsOf } from './terms.ts';

/** A text as numbers: the places of its terms in the vocabulary, and how much each counts. */
export interface Vector {
  readonly places: Int32Array;
  readonly values: Float32Array;
}

/** The terms a model knows. Words stand before pieces. */
export interface Vocabulary {
  readonly words: readonly string[];
  readonly pieces: readonly string[];
  /** In how many texts each stood: one for each word, then one for each piece. */
  readonly counts: readonly number[];
  /** How many texts there were. */
  readonly texts: number;
}

/** A term that stands in one text alone teaches nothing about the next text. */
const FEWEST_TEXTS = 2;
/** Of pieces there are so many that the rare ones only make a model large. */
const FEWEST_TEXTS_OF_A_PIECE = 3;

/** Learns the terms of texts, one after the other: all terms of all texts at once would take hundreds of megabytes. */
export function learnVocabulary(texts: readonly string[]): Vocabulary {
  const inWords = new Map<string, number>();
  const inPieces = new Map<string, number>();
  for (const text of texts) {
    const { words, pieces } = termsOf(text);
    for (const word of words.keys()) inWords.set(word, (inWords.get(word) ?? 0) + 1);
    for (const piece of pieces.keys()) inPieces.set(piece, (inPieces.get(piece) ?? 0) + 1);
  }
  const words = often(inWords, FEWEST_TEXTS);
  const pieces = often(inPieces, FEWEST_TEXTS_OF_A_PIECE);
  return {
    words: words.map(([word]) => word),
    pieces: pieces.map(([piece]) => piece),
    counts: [...words, ...pieces].map(([, count]) => count),
    texts: texts.length,
  };
}

/** Says texts in numbers. Each half, words and pieces, has a length of its own, so that long words don't drown the words. */
export function createVectors({ words, pieces, counts, texts }: Vocabulary): (text: string) => Vector {
  const rarity = counts.map((count) => rarityOf(count, texts));
  const placeOfWord = new Map(words.map((word, place) => [word, place]));
  const placeOfPiece = new Map(pieces.map((piece, place) => [piece, words.length + place]));
  return (text) => {
    const terms = termsOf(text);
    const both = [...weighted(terms.words, placeOfWord, rarity), ...weighted(terms.pieces, placeOfPiece, rarity)];
    return { places: Int32Array.from(both, ([place]) => place), values: Float32Array.from(both, ([, value]) => value) };
  };
}

function weighted(
  counts: ReadonlyMap<string, number>,
  placeOf: ReadonlyMap<string, number>,
  rarity: readonly number[],
): [number, number][] {
  const known: [number, number][] = [];
  for (const [term, count] of counts) {
    const place = placeOf.get(term);
    if (place !== undefined) known.push([place, (1 + Math.log(count)) * (rarity[place] ?? 0)]);
  }
  const length = Math.sqrt(known.reduce((sum, [, value]) => sum + value * value, 0)) || 1;
  return known.map(([place, value]) => [place, value / length]);
}

function often(counts: ReadonlyMap<string, number>, fewest: number): [string, number][] {
  return [...counts].filter(([, count]) => count >= fewest);
}

function rarityOf(count: number, texts: number): number {
  return Math.log((1 + texts) / (1 + count)) + 1;
}
