import type { ModelProvider } from '../../domain/language-model.ts';
import type { SendParts } from '../../egress/create-send.ts';
import type { Incoming, Send } from '../../egress/send.ts';
import type { Complete, ModelError, ModelFailure, Usage } from './complete.ts';

/** What the deployment decided about its language model. */
export interface ModelSettings {
  readonly provider: ModelProvider;
  readonly name: string;
  readonly key?: string;
  readonly url?: string;
  readonly perMinute: number;
}

/** A language model that can be asked. */
export interface ModelConnection {
  /** As its provider calls it. */
  readonly name: string;
  /** Who runs it, as people call them. */
  readonly title: string;
  /** Tokens that one answer may have at most, with what the model thinks before it. */
  readonly mostOutput: number;
  /** Whether the provider's list holds the name; deployments have names of their own that stand in no list. */
  readonly isListed: boolean;
  /** Today's model, where the name is of a generation that is gone. */
  readonly instead?: string | undefined;
  readonly complete: Complete;
  /** The names of all models that the key may ask. Throws `ModelError`. */
  models(signal: AbortSignal): Promise<readonly string[]>;
}

/** Whom a model connection may reach, and how patiently. */
export type SendRules = Required<Pick<SendParts, 'hosts' | 'rate' | 'policies' | 'restraint'>>;

/** What every member of the family is made of. */
export interface Means {
  readonly model: ModelSettings;
  /** Without a slash at its end. */
  readonly base: string;
  readonly send: Send;
  fail(
    kind: ModelFailure,
    more?: { readonly usage?: Usage | undefined; readonly definite?: boolean; readonly cause?: unknown },
  ): ModelError;
}

/** What only the members of the family know of themselves. */
export interface Member {
  /** What an answer that is no success means. */
  kindOf(incoming: Incoming): ModelFailure;
  connect(means: Means): Pick<ModelConnection, 'complete' | 'models'>;
}

/** What the answer itself needs, and what a model that thinks first may use for that. */
export const ANSWER_TOKENS = 400;
const THINKING_TOKENS = 1_600;
export const MOST_OUTPUT = ANSWER_TOKENS + THINKING_TOKENS;
