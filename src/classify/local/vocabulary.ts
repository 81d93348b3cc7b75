import { type Terms, termsOf } from './terms.ts';

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
/** Words say more than their pieces. */
const PIECES_COUNT = 1;

export function learnVocabulary(texts: readonly Terms[]): Vocabulary {
  const words = inTexts(texts.map(({ words }) => words));
  const pieces = inTexts(texts.map(({ pieces }) => pieces));
  return {
    words: [...words.keys()],
    pieces: [...pieces.keys()],
    counts: [...words.values(), ...pieces.values()],
    texts: texts.length,
  };
}

/** Says texts in numbers. Each half, words and pieces, has a length of its own, so that long words don't drown the words. */
export function createVectors({ words, pieces, counts, texts }: Vocabulary): (text: string | Terms) => Vector {
  const rarity = counts.map((count) => rarityOf(count, texts));
  const placeOfWord = new Map(words.map((word, place) => [word, place]));
  const placeOfPiece = new Map(pieces.map((piece, place) => [piece, words.length + place]));
  return (text) => {
    const terms = typeof text === 'string' ? termsOf(text) : text;
    const both = [
      ...weighted(terms.words, placeOfWord, rarity, 1),
      ...weighted(terms.pieces, placeOfPiece, rarity, PIECES_COUNT),
    ];
    return { places: Int32Array.from(both, ([place]) => place), values: Float32Array.from(both, ([, value]) => value) };
  };
}

function weighted(
  counts: ReadonlyMap<string, number>,
  placeOf: ReadonlyMap<string, number>,
  rarity: readonly number[],
  share: number,
): [number, number][] {
  const known: [number, number][] = [];
  for (const [term, count] of counts) {
    const place = placeOf.get(term);
    if (place !== undefined) known.push([place, (1 + Math.log(count)) * (rarity[place] ?? 0)]);
  }
  const length = Math.sqrt(known.reduce((sum, [, value]) => sum + value * value, 0)) || 1;
  return known.map(([place, value]) => [place, (share * value) / length]);
}

function inTexts(texts: readonly ReadonlyMap<string, number>[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const terms of texts) for (const term of terms.keys()) counts.set(term, (counts.get(term) ?? 0) + 1);
  return new Map([...counts].filter(([, count]) => count >= FEWEST_TEXTS));
}

function rarityOf(count: number, texts: number): number {
  return Math.log((1 + texts) / (1 + count)) + 1;
}
