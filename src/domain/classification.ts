import { z } from 'zod';
import { Category } from './category.ts';

/** Why a ticket must not be resolved without a person looking at it first, whatever its category. */
export const Veto = z.enum([
  'security-cue',
  'quoted-third-party',
  'instruction-to-the-bot',
  'link',
  'someone-else',
  'other-system',
  'negated',
]);
export type Veto = z.infer<typeof Veto>;

/** How soon somebody needs help, by their own words. Order is meaning. */
export const Urgency = z.enum(['low', 'normal', 'high', 'critical']);
export type Urgency = z.infer<typeof Urgency>;

/** How somebody sounds. */
export const Sentiment = z.enum(['pleased', 'calm', 'unhappy', 'angry']);
export type Sentiment = z.infer<typeof Sentiment>;

/** What a ticket is written in; `unknown` where too little of it is known. */
export const Language = z.enum(['en', 'de', 'es', 'fr', 'pt', 'unknown']);
export type Language = z.infer<typeof Language>;

/** Who judged. The offline classifier always does; `insteadOf` names the model that should have, and `because` why it did not. */
export const Judge = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('offline'), insteadOf: z.string().optional(), because: z.string().optional() }),
  z.object({ kind: z.literal('model'), model: z.string() }),
]);
export type Judge = Readonly<z.infer<typeof Judge>>;

/** A category, and how probable it is in percent. */
export const Belief = z.object({ category: Category, confidence: z.number().int().min(0).max(100) });
export type Belief = Readonly<z.infer<typeof Belief>>;

/** What the classifier believes. `reasoning` lists the cues that matched; `inputs` are candidates by input name. */
export const Classification = Belief.extend({
  reasoning: z.string(),
  suggestedAction: z.string(),
  /** Whether nothing that was read speaks against it; the customer's threshold is asked besides. */
  autoResolvable: z.boolean(),
  vetoes: z.array(Veto).readonly(),
  inputs: z.record(z.string(), z.string()).readonly(),
  /** The next most probable categories, best first. */
  alternatives: z.array(Belief).max(3).readonly().default([]),
  /** Whether the rules and the model name the same category, each by itself. */
  agreed: z.boolean().default(false),
  urgency: Urgency.default('normal'),
  sentiment: Sentiment.default('calm'),
  language: Language.default('unknown'),
  judge: Judge.default({ kind: 'offline' }),
});
export type Classification = Readonly<z.infer<typeof Classification>>;

const alarming: readonly Veto[] = ['security-cue', 'instruction-to-the-bot'];

/** Whether security has to look at it, whatever else is believed. */
export function isAlarming({ category, vetoes }: Pick<Classification, 'category' | 'vetoes'>): boolean {
  return category === 'security_incident' || raiseAlarm(vetoes);
}

/** Whether vetoes alone say that security has to look, whatever the category. */
export function raiseAlarm(vetoes: readonly Veto[]): boolean {
  return vetoes.some((veto) => alarming.includes(veto));
}

/** Below this nothing is automated for anybody. A customer's own threshold is this one or higher. */
export const LOWEST_AUTOMATIC_CONFIDENCE = 70;

/** What a customer who says nothing is served by. */
export const USUAL_THRESHOLD = 80;

/** The category that is nearly as probable as the first one, if there is one. */
export function closeSecond({ confidence, alternatives }: Pick<Classification, 'confidence' | 'alternatives'>) {
  const [second] = alternatives;
  return second && second.confidence * 2 >= confidence ? second : undefined;
}
