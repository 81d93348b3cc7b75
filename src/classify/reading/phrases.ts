import { SENTENCE_END, wordsOf } from './words.ts';

/** A phrase that stands in a text. `cue` is the table's own spelling of what was found, never the writer's. */
interface Found<T> {
  readonly cue: string;
  readonly meaning: T;
  /** The first and the last word of it. */
  readonly from: number;
  readonly to: number;
}

/** Finds each phrase once, where it stands first. The work grows with the number of words and nothing else. */
export type Phrasebook<T> = (words: readonly string[]) => Found<T>[];

interface Choice {
  readonly words: ReadonlySet<string>;
  readonly beginnings: readonly string[];
}
type Part = Choice | 'gap';
interface Phrase<T> {
  readonly parts: readonly Part[];
  readonly meaning: T;
}

const LONGEST_GAP = 3;
const SHORTEST_BEGINNING = 3;
const LONGEST_BEGINNING = 16;

/**
 * Phrases are written as people say them: `a|b` is one or the other, `print*` any word that begins so,
 * ` .. ` up to three words between, within one sentence. Accents and capitals don't matter.
 */
export function createPhrasebook<T>(entries: Iterable<readonly [phrase: string, meaning: T]>): Phrasebook<T> {
  const byWord = new Map<string, Phrase<T>[]>();
  const byBeginning = new Map<string, Phrase<T>[]>();
  for (const [written, meaning] of entries) {
    const phrase = { parts: partsOf(written), meaning };
    const [first] = phrase.parts;
    if (!first || first === 'gap') throw new TypeError(`The phrase "${written}" must begin with a word`);
    for (const word of first.words) push(byWord, word, phrase);
    for (const beginning of first.beginnings) push(byBeginning, beginning, phrase);
  }

  return (words) => {
    const seen = new Map<Phrase<T>, Found<T>>();
    for (const [from, word] of words.entries()) {
      for (const phrase of startingWith(word, byWord, byBeginning)) {
        if (seen.has(phrase)) continue;
        const match = matchAt(words, from, phrase.parts);
        if (match) seen.set(phrase, { cue: match.cue.join(' '), meaning: phrase.meaning, from, to: match.to });
      }
    }
    return [...seen.values()];
  };
}

/** A phrasebook of phrases by what they mean. */
export function phrasebookOf<T extends string>(table: Readonly<Partial<Record<T, readonly string[]>>>): Phrasebook<T> {
  const entries = Object.entries(table) as [T, readonly string[]][];
  return createPhrasebook(entries.flatMap(([meaning, written]) => written.map((phrase) => [phrase, meaning] as const)));
}

/** Phrases of which it only matters that they are there. */
export function phrases(...written: readonly string[]): Phrasebook<null> {
  return createPhrasebook(written.map((phrase) => [phrase, null] as const));
}

function* startingWith<T>(word: string, byWord: Map<string, T[]>, byBeginning: Map<string, T[]>): Iterable<T> {
  yield* byWord.get(word) ?? [];
  const longest = Math.min(word.length, LONGEST_BEGINNING);
  for (let length = SHORTEST_BEGINNING; length <= longest; length++)
    yield* byBeginning.get(word.slice(0, length)) ?? [];
}

function matchAt(
  words: readonly string[],
  at: number,
  [part, ...rest]: readonly Part[],
): { cue: string[]; to: number } | undefined {
  if (!part) return { cue: [], to: at - 1 };
  if (part === 'gap') {
    for (let skipped = 0; skipped <= LONGEST_GAP; skipped++) {
      const match = matchAt(words, at + skipped, rest);
      if (match) return { cue: skipped === 0 ? match.cue : ['…', ...match.cue], to: match.to };
      if (words[at + skipped] === SENTENCE_END) return undefined;
    }
    return undefined;
  }
  const word = words[at];
  if (word === undefined) return undefined;
  const cue = part.words.has(word) ? word : part.beginnings.find((beginning) => word.startsWith(beginning));
  if (!cue) return undefined;
  const match = matchAt(words, at + 1, rest);
  return match && { cue: [cue, ...match.cue], to: match.to };
}

function partsOf(written: string): Part[] {
  return written.split(' ').map((part) => (part === '..' ? 'gap' : choiceOf(part, written)));
}

function choiceOf(part: string, written: string): Choice {
  const words = new Set<string>();
  const beginnings: string[] = [];
  for (const choice of part.split('|')) {
    const [word, second] = wordsOf(choice);
    if (!word || second) throw new TypeError(`"${choice}" in the phrase "${written}" must be one word`);
    if (!choice.endsWith('*')) words.add(word);
    else if (word.length < SHORTEST_BEGINNING || word.length > LONGEST_BEGINNING)
      throw new TypeError(`"${choice}" in the phrase "${written}" is too short or too long`);
    else beginnings.push(word);
  }
  return { words, beginnings };
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
