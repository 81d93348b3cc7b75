import { Category } from '../domain/category.ts';
import type { Belief } from '../domain/classification.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Workflow } from '../domain/workflow.ts';
import { asClassification, type Judgement } from './as-classification.ts';
import { calibrated } from './calibration.ts';
import type { Classify } from './classify.ts';
import type { Believe, LocalModel, Probabilities } from './local/model.ts';
import { open } from './local/model.ts';
import { type Shipped, shipped } from './local/shipped.ts';
import { ownTextOf } from './own-text.ts';
import { pointsOf, pooled } from './pooling.ts';
import { createRules, isAboutSecurity, type Ruling } from './rules.ts';
import { SENTENCE_END, wordsOf } from './words.ts';

/** What was understood without any network: what the cues say, and how probable each category is. */
export interface Understood {
  readonly ruling: Ruling;
  readonly judgement: Judgement;
  readonly probabilities: Probabilities;
}

/** Reads a ticket twice, by the cues and by the local model, and weighs both. */
export type Understand = (ticket: Ticket, known: readonly Workflow[]) => Promise<Understood>;

interface Parts {
  /** The customer's own model; the shipped one serves where there is none. */
  readonly modelFor?: (customerId: string) => Promise<LocalModel | undefined>;
}

/** Nothing is ever certain, nor surely not so. */
const HIGHEST = 99;
const LOWEST = 1;
/** So many of the shipped sentences with words of alarm are about security, at least, whatever else they read like. */
const FLAGGED = 85;
/** One word names a matter and says nothing of what is wanted; the sentences that confidence was measured on have more. */
const ONE_WORD = 0.6;

export function createUnderstanding({ modelFor = async () => undefined }: Parts = {}): Understand {
  const rules = createRules();
  const opened = new WeakMap<LocalModel, Believe>();
  const believeOf = (model: LocalModel) => {
    const believe = opened.get(model) ?? open(model);
    opened.set(model, believe);
    return believe;
  };
  return async (ticket, known) => {
    const { model, ...weighing } = shipped();
    const own = await modelFor(ticket.customerId);
    const ruling = rules(ticket, known);
    const text = ownTextOf(ticket);
    const believed = believeOf(own ?? model)(text);
    return { ruling, ...weighed(ruling, believed, isOneWord(text) ? ONE_WORD : 1, weighing) };
  };
}

/** The classifier that always answers: cues and local model, calibrated together. */
export function createOfflineClassifier(parts: Parts = {}): Classify {
  const understand = createUnderstanding(parts);
  return async (ticket, known) => {
    const { ruling, judgement } = await understand(ticket, known);
    return asClassification(judgement, ruling, ticket, known);
  };
}

function weighed(ruling: Ruling, model: Probabilities, most: number, { pooling, calibration }: Omit<Shipped, 'model'>) {
  const calm = calibrated(pooled({ model, points: pointsOf(ruling.scores) }, pooling), calibration);
  const probabilities = calm.map((probability) => probability * most);
  const [first, ...others] = beliefsIn(probabilities);
  const isSecurity = isAboutSecurity(ruling);
  const category = isSecurity ? 'security_incident' : (first?.category ?? 'other');
  const belief = [first, ...others].find((one) => one?.category === category);
  const judgement: Judgement = {
    category,
    confidence: Math.max(belief?.confidence ?? LOWEST, isSecurity ? FLAGGED : LOWEST),
    alternatives: beliefsIn(probabilities)
      .filter((one) => one.category !== category)
      .slice(0, 3),
    agreed: ruling.category === category && likeliest(model) === category,
    judge: { kind: 'offline' },
  };
  return { judgement, probabilities };
}

function isOneWord(text: string): boolean {
  return new Set(wordsOf(text).filter((word) => word !== SENTENCE_END)).size < 2;
}

/** Every category with its probability in percent, best first. */
export function beliefsIn(probabilities: Probabilities): Belief[] {
  return Category.options
    .map((category, one) => ({ category, confidence: inPercent(probabilities[one] ?? 0) }))
    .sort((a, b) => (probabilities[indexOf(b.category)] ?? 0) - (probabilities[indexOf(a.category)] ?? 0));
}

function likeliest(probabilities: Probabilities): Category {
  return beliefsIn(probabilities)[0]?.category ?? 'other';
}

function indexOf(category: Category): number {
  return Category.options.indexOf(category);
}

function inPercent(probability: number): number {
  return Math.min(HIGHEST, Math.max(LOWEST, Math.round(probability * 100)));
}
