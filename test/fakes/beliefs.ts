import type { Classify } from '../../src/classify/classify.ts';
import { Classification } from '../../src/domain/classification.ts';

type Belief = Partial<Classification> & Pick<Classification, 'category' | 'confidence'>;

/** Believes of each ticket what stands beside the first words that are in it, so that a story can tell of any belief. */
export function believing(beliefs: Readonly<Record<string, Belief>>): Classify {
  return async ({ body }) => {
    const [, belief] = Object.entries(beliefs).find(([words]) => body.includes(words)) ?? [];
    return Classification.parse({
      reasoning: 'It sounds like that.',
      suggestedAction: 'Look at it',
      autoResolvable: false,
      vetoes: [],
      inputs: {},
      agreed: true,
      ...(belief ?? { category: 'other', confidence: 10 }),
    });
  };
}
