import { raiseAlarm } from '../domain/classification.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Workflow } from '../domain/workflow.ts';
import { asClassification, type Judgement } from './as-classification.ts';
import type { Classify } from './classify.ts';
import { alternativesTo, beliefsIn, createLocalBelief, type ModelFor } from './local/beliefs.ts';
import { calibrated } from './local/calibration.ts';
import type { Probabilities } from './local/model.ts';
import { pointsOf, pooled } from './local/pooling.ts';
import { type Shipped, shipped } from './local/shipped.ts';
import { ownTextOf } from './reading/own-text.ts';
import { SENTENCE_END, wordsOf } from './reading/words.ts';
import { createRules, type Ruling } from './rules.ts';

/** What was understood without any network: what the cues say, and how probable each category is. */
export interface Understood {
  readonly ruling: Ruling;
  readonly judgement: Judgement;
  readonly probabilities: Probabilities;
}

/** Reads a ticket twice, by the cues and by the local model, and weighs both. */
export type Understand = (ticket: Ticket, known: readonly Workflow[]) => Promise<Understood>;

interface Parts {
  /** Without it, the shipped model serves everybody. */
  readonly modelFor?: ModelFor;
}

/** So many of the shipped sentences with words of alarm are about security, at least, whatever else they read like. */
const FLAGGED = 85;
/** One word names a matter and says nothing of what is wanted; the sentences that confidence was measured on have more. */
const ONE_WORD = 0.6;

export function createUnderstanding({ modelFor }: Parts = {}): Understand {
  const rules = createRules();
  const believe = createLocalBelief(modelFor);
  return async (ticket, known) => {
    const ruling = rules(ticket, known);
    const most = isOneWord(ownTextOf(ticket)) ? ONE_WORD : 1;
    return { ruling, ...weighed(ruling, await believe(ticket), most, shipped()) };
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

function weighed(
  ruling: Ruling,
  model: Probabilities,
  most: number,
  { pooling, calibration }: Pick<Shipped, 'pooling' | 'calibration'>,
) {
  const calm = calibrated(pooled({ model, points: pointsOf(ruling.scores) }, pooling), calibration);
  const probabilities = calm.map((probability) => probability * most);
  const beliefs = beliefsIn(probabilities);
  const isSecurity = raiseAlarm(ruling.vetoes);
  const category = isSecurity ? 'security_incident' : (beliefs[0]?.category ?? 'other');
  const belief = beliefs.find((one) => one.category === category);
  const judgement: Judgement = {
    category,
    confidence: Math.max(belief?.confidence ?? 0, isSecurity ? FLAGGED : 0),
    alternatives: alternativesTo(category, beliefs),
    agreed: ruling.category === category && beliefsIn(model)[0]?.category === category,
    judge: { kind: 'offline' },
  };
  return { judgement, probabilities };
}

function isOneWord(text: string): boolean {
  return new Set(wordsOf(text).filter((word) => word !== SENTENCE_END)).size < 2;
}
