import { SENTENCE_END, wordsOf } from '../reading/words.ts';

/** What comes later than this in a long text is detail. In words. */
const MOST_WORDS = 250;
const SHORTEST_PIECE = 3;
const LONGEST_PIECE = 5;

/** What a text is made of, for a model that knows no grammar: its words and pairs of words, and the pieces of its words. */
export interface Terms {
  readonly words: ReadonlyMap<string, number>;
  readonly pieces: ReadonlyMap<string, number>;
}

/** Counts the terms of a text. Pieces tell inflected, compound and misspelt words of any language from each other less sharply. */
export function termsOf(text: string): Terms {
  const words = new Map<string, number>();
  const pieces = new Map<string, number>();
  let before: string | undefined;
  for (const word of wordsOf(text).slice(0, MOST_WORDS)) {
    if (word === SENTENCE_END) {
      before = undefined;
      continue;
    }
    const plain = /^\d+$/.test(word) ? '0' : word.slice(0, 24);
    count(words, plain);
    if (before) count(words, `${before} ${plain}`);
    before = plain;
    for (const piece of piecesOf(plain)) count(pieces, piece);
  }
  return { words, pieces };
}

function* piecesOf(word: string): Iterable<string> {
  const padded = `_${word}_`;
  for (let length = SHORTEST_PIECE; length <= LONGEST_PIECE; length++)
    for (let at = 0; at + length <= padded.length; at++) yield padded.slice(at, at + length);
}

function count(counts: Map<string, number>, term: string): void {
  counts.set(term, (counts.get(term) ?? 0) + 1);
}
