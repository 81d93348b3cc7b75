import type { Category } from '../domain/category.ts';
import { type Classification, LOWEST_AUTOMATIC_CONFIDENCE, type Veto } from '../domain/classification.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Workflow } from '../domain/workflow.ts';
import { isAutomatic } from './automation.ts';
import type { Classify } from './classify.ts';
import { confidenceOf } from './confidence.ts';
import { type Likeness, learnExamples } from './examples.ts';
import { inputsFor } from './inputs.ts';
import { takeApart } from './own-words.ts';
import { reasoningOf } from './reasoning.ts';
import { type Score, scoresOf } from './score.ts';
import { suggestedActions } from './suggested-actions.ts';
import { vetoesIn } from './vetoes.ts';

/** With fewer points than this nothing was understood. */
const FEWEST_POINTS = 2.5;

/** What a perfect likeness to an example is worth beside the cues, and the likeness that is still a coincidence. */
const EXAMPLE_POINTS = 6;
const LEAST_LIKENESS = 0.35;

const securityVetoes: readonly Veto[] = ['security-cue', 'instruction-to-the-bot'];

/** Understands tickets by tables of cues and the workflows' examples: no model, no network, the same answer every time. */
export function createRuleClassifier(): Classify {
  const lessons = new WeakMap<readonly Workflow[], (text: string) => Likeness[]>();
  return async (ticket, known) => {
    const alike = lessons.get(known) ?? learnExamples(known);
    lessons.set(known, alike);
    return classify(ticket, known, alike);
  };
}

function classify(ticket: Ticket, known: readonly Workflow[], alike: (text: string) => Likeness[]): Classification {
  const { subject, body } = ticket;
  const { own, quoted } = takeApart(subject, body);
  const likenesses = alike(`${subject}\n\n${own}`).filter(({ likeness }) => likeness >= LEAST_LIKENESS);
  const scores = ranked(scoresOf({ subject, text: own, quoted }), likenesses);
  const vetoes = vetoesIn(ticket);
  const category = categoryOf(scores, vetoes);
  const confidence = confidenceOf(category, scores, vetoes);
  const isServed = known.some(({ categories }) => categories.includes(category));
  return {
    category,
    confidence,
    reasoning: reasoningOf(category, scores, likenesses, vetoes),
    suggestedAction: suggestedActions[category],
    autoResolvable:
      isServed && vetoes.length === 0 && confidence >= LOWEST_AUTOMATIC_CONFIDENCE && isAutomatic(category, ticket),
    vetoes,
    inputs: inputsFor(category, ticket, known),
    alternatives: [],
    agreed: true,
    urgency: 'normal',
    sentiment: 'calm',
    language: 'unknown',
    judge: { kind: 'offline' },
  };
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
  if (vetoes.some((veto) => securityVetoes.includes(veto))) return 'security_incident';
  return first && first.points >= FEWEST_POINTS ? first.category : 'other';
}
