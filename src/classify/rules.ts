import type { Category } from '../domain/category.ts';
import { raiseAlarm, type Veto } from '../domain/classification.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Workflow } from '../domain/workflow.ts';
import { takeApart } from './reading/own-words.ts';
import { type Likeness, learnExamples } from './rules/examples.ts';
import { type Score, scoresOf } from './rules/score.ts';
import { vetoesIn } from './rules/vetoes.ts';

/** What the tables of cues say of a ticket. */
export interface Ruling {
  readonly category: Category;
  /** Best first. */
  readonly scores: readonly Score[];
  readonly likenesses: readonly Likeness[];
  readonly vetoes: readonly Veto[];
}

export type Rules = (ticket: Ticket, known: readonly Workflow[]) => Ruling;

/** With fewer points than this nothing was understood. */
const FEWEST_POINTS = 2.5;

/** What a perfect likeness to an example is worth beside the cues, and the likeness that is still a coincidence. */
const EXAMPLE_POINTS = 6;
const LEAST_LIKENESS = 0.35;

/** Reads tickets by tables of cues and the workflows' examples. */
export function createRules(): Rules {
  const lessons = new WeakMap<readonly Workflow[], (text: string) => Likeness[]>();
  return (ticket, known) => {
    const alike = lessons.get(known) ?? learnExamples(known);
    lessons.set(known, alike);
    return rule(ticket, alike);
  };
}

function rule({ subject, body, ...rest }: Ticket, alike: (text: string) => Likeness[]): Ruling {
  const { own, quoted } = takeApart(subject, body);
  const likenesses = alike(`${subject}\n\n${own}`).filter(({ likeness }) => likeness >= LEAST_LIKENESS);
  const scores = ranked(scoresOf({ subject, text: own, quoted }), likenesses);
  const vetoes = vetoesIn({ subject, body, ...rest });
  return { category: categoryOf(scores, vetoes), scores, likenesses, vetoes };
}

function ranked(scores: readonly Score[], likenesses: readonly Likeness[]): Score[] {
  const points = new Map<Category, number>();
  for (const { categories, likeness } of likenesses)
    for (const category of categories)
      points.set(category, Math.max(points.get(category) ?? 0, likeness * EXAMPLE_POINTS));
  const unscored = Array.from(points.keys()).filter((category) => !scores.some((score) => score.category === category));
  return [...scores, ...unscored.map((category): Score => ({ category, points: 0, evidence: [] }))]
    .map((score) => ({ ...score, points: score.points + (points.get(score.category) ?? 0) }))
    .sort((a, b) => b.points - a.points);
}

function categoryOf([first]: readonly Score[], vetoes: readonly Veto[]): Category {
  if (raiseAlarm(vetoes)) return 'security_incident';
  return first && first.points >= FEWEST_POINTS ? first.category : 'other';
}
