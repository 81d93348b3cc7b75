import { Category } from '../../domain/category.ts';
import { cuesOf } from '../cues/all.ts';
import type { Cues } from '../cues/cues.ts';
import { createPhrasebook } from '../reading/phrases.ts';
import { wordsOf } from '../reading/words.ts';

type Part = 'subject' | 'text' | 'quoted';

/** A cue that was found, and how much it weighs there. */
interface Evidence {
  readonly category: Category;
  readonly cue: string;
  readonly part: Part;
  readonly weight: number;
}

/** How much speaks for a category, and what. */
export interface Score {
  readonly category: Category;
  readonly points: number;
  readonly evidence: readonly Evidence[];
}

const strengths = { strong: 6, fair: 3, weak: 1 } satisfies Record<keyof Cues, number>;
const partWeights = { subject: 1.5, text: 1, quoted: 0.35 } satisfies Record<Part, number>;

/** What people want stands at the beginning; what comes later is detail, and counts for less. */
const BEGINNING_WORDS = 40;
const LATER = 0.6;

/** Each further cue of one category says less than the one before it, so that a long text can't shout. */
const DIMINISHING = 0.55;

const book = createPhrasebook(
  Category.options.flatMap((category) =>
    Object.entries(strengths).flatMap(([strength, points]) =>
      (cuesOf[category][strength as keyof Cues] ?? []).map((phrase) => [phrase, { category, points }] as const),
    ),
  ),
);

/** What speaks for each category in these parts of a ticket; categories that nothing speaks for are left out. */
export function scoresOf(parts: Readonly<Record<Part, string>>): Score[] {
  const evidence = Object.entries(partWeights).flatMap(([part, partWeight]) =>
    evidenceIn(parts[part as Part], part as Part, partWeight),
  );
  return Category.options.flatMap((category) => {
    const own = heaviestOfEachCue(evidence.filter((one) => one.category === category));
    if (own.length === 0) return [];
    const points = own.reduce((sum, { weight }, place) => sum + weight * DIMINISHING ** place, 0);
    return [{ category, points, evidence: own }];
  });
}

function evidenceIn(text: string, part: Part, partWeight: number): Evidence[] {
  return book(wordsOf(text)).map(({ cue, meaning, from }) => ({
    category: meaning.category,
    cue,
    part,
    weight: meaning.points * partWeight * (from < BEGINNING_WORDS ? 1 : LATER),
  }));
}

function heaviestOfEachCue(evidence: readonly Evidence[]): Evidence[] {
  const heaviest = new Map<string, Evidence>();
  for (const one of evidence) if (one.weight > (heaviest.get(one.cue)?.weight ?? 0)) heaviest.set(one.cue, one);
  return [...heaviest.values()].sort((a, b) => b.weight - a.weight);
}
