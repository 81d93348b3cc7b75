import { asClassification } from './as-classification.ts';
import type { Classify } from './classify.ts';
import { type Believe, type LocalModel, open } from './local/model.ts';
import { shipped } from './local/shipped.ts';
import { beliefsIn } from './offline.ts';
import { ownTextOf } from './reading/own-text.ts';
import { createRules } from './rules.ts';

/** Understands tickets by the local model alone. For comparing: what the desk uses asks the cues as well. */
export function createLocalClassifier({
  modelFor = async () => undefined,
}: {
  readonly modelFor?: (customerId: string) => Promise<LocalModel | undefined>;
}): Classify {
  const rules = createRules();
  const opened = new WeakMap<LocalModel, Believe>();
  const judgeOf = (model: LocalModel) => {
    const judge = opened.get(model) ?? open(model);
    opened.set(model, judge);
    return judge;
  };
  return async (ticket, known) => {
    const model = (await modelFor(ticket.customerId)) ?? shipped().model;
    const [{ category, confidence } = NOTHING, ...others] = beliefsIn(judgeOf(model)(ownTextOf(ticket)));
    const judgement = { category, confidence, alternatives: others.slice(0, 3), agreed: false } as const;
    return asClassification({ ...judgement, judge: { kind: 'offline' } }, rules(ticket, known), ticket, known);
  };
}

const NOTHING = { category: 'other', confidence: 0 } as const;
