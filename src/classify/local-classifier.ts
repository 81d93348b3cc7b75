import { asClassification } from './as-classification.ts';
import type { Classify } from './classify.ts';
import { alternativesTo, beliefsIn, createLocalBelief, type ModelFor } from './local/beliefs.ts';
import { createRules } from './rules.ts';

/** Understands tickets by the local model alone. For comparing: what the desk uses asks the cues as well. */
export function createLocalClassifier({ modelFor }: { readonly modelFor?: ModelFor }): Classify {
  const rules = createRules();
  const believe = createLocalBelief(modelFor);
  return async (ticket, known) => {
    const beliefs = beliefsIn(await believe(ticket));
    const [{ category, confidence } = NOTHING] = beliefs;
    const judgement = { category, confidence, alternatives: alternativesTo(category, beliefs), agreed: false };
    return asClassification({ ...judgement, judge: { kind: 'offline' } }, rules(ticket, known), ticket, known);
  };
}

const NOTHING = { category: 'other', confidence: 0 } as const;
