import { type Classification, LOWEST_AUTOMATIC_CONFIDENCE } from '../domain/classification.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Workflow } from '../domain/workflow.ts';
import { isAutomatic } from './automation.ts';
import { inputsFor } from './inputs.ts';
import type { Entity } from './reading/entities.ts';
import { languageOf } from './reading/language.ts';
import { sentimentOf, urgencyOf } from './reading/tone.ts';
import { wordsOf } from './reading/words.ts';
import { reasoningOf } from './reasoning.ts';
import type { Ruling } from './rules.ts';
import { suggestedActions } from './suggested-actions.ts';

/** What somebody has judged. */
export type Judgement = Pick<Classification, 'category' | 'confidence' | 'alternatives' | 'agreed' | 'judge'> & {
  /** Why, where it is more than what the cues say. */
  readonly because?: string;
};

/**
 * A judgement with everything that code alone may say: vetoes, candidates for inputs, and whether anything speaks against
 * acting on it. `pointedAt` is what a model thinks the ticket is about, of all it names.
 */
export function asClassification(
  { because, ...judgement }: Judgement,
  { scores, likenesses, vetoes }: Ruling,
  ticket: Ticket,
  known: readonly Workflow[],
  pointedAt: readonly Entity[] = [],
): Classification {
  const { category, confidence } = judgement;
  const text = `${ticket.subject}\n\n${ticket.body}`;
  const words = wordsOf(text);
  const isServed = known.some(({ categories }) => categories.includes(category));
  return {
    ...judgement,
    reasoning: [reasoningOf(category, scores, likenesses, vetoes), because].filter(Boolean).join(' '),
    suggestedAction: suggestedActions[category],
    autoResolvable:
      isServed && vetoes.length === 0 && confidence >= LOWEST_AUTOMATIC_CONFIDENCE && isAutomatic(category, ticket),
    vetoes,
    inputs: inputsFor(category, ticket, known, pointedAt),
    urgency: urgencyOf(words),
    sentiment: sentimentOf(words, text),
    language: languageOf(text),
  };
}
