import { asClassification } from './as-classification.ts';
import type { Classify } from './classify.ts';
import { confidenceOf } from './rules/confidence.ts';
import { createRules } from './rules.ts';

/** Understands tickets by the cues alone: no model, no network, the same answer every time. */
export function createRuleClassifier(): Classify {
  const rules = createRules();
  return async (ticket, known) => {
    const ruling = rules(ticket, known);
    const { category, scores, vetoes } = ruling;
    const confidence = confidenceOf(category, scores, vetoes);
    const belief = { category, confidence, alternatives: [], agreed: false, judge: { kind: 'offline' } } as const;
    return asClassification(belief, ruling, ticket, known);
  };
}
