import type { z } from 'zod';

/** What a language model is asked. `system` is the same for every ticket, so that providers can keep it; `user` is the ticket. */
export interface Prompt {
  readonly system: string;
  readonly user: string;
}

/** Tokens that one call used. `cached` are those of `input` that the provider had kept. */
export interface Usage {
  readonly input: number;
  readonly cached: number;
  readonly output: number;
  /** Those of `input` that the provider has put aside for later calls and billed for that, where it says so. */
  readonly written?: number | undefined;
}

/** What came back: JSON of any shape that has not been checked yet. */
export interface Completion {
  readonly value: unknown;
  readonly usage: Usage;
}

/** The whole port to a language model. `answer` is the shape it is asked for; nobody promises that it keeps to it. */
export type Complete = (prompt: Prompt, answer: z.ZodType, signal: AbortSignal) => Promise<Completion>;

/** Why a model gave no answer that can be used. */
export type ModelFailure =
  | 'wrong-key'
  | 'not-allowed'
  | 'out-of-quota'
  | 'unknown-model'
  | 'rate-limited'
  | 'overloaded'
  | 'unreachable'
  | 'too-slow'
  | 'too-long'
  | 'refused'
  | 'cut-off'
  | 'not-in-shape';

/** There is no answer to go by. The message says what happened, the remedy what an admin can do; neither repeats the model's words. */
export class ModelError extends Error {
  override readonly name = 'ModelError';
  readonly kind: ModelFailure;
  readonly remedy: string;
  /** What it cost all the same. */
  readonly usage: Usage | undefined;
  /** Whether the model was surely not asked, so that nothing is billed. */
  readonly definite: boolean;

  constructor(
    kind: ModelFailure,
    message: string,
    {
      remedy,
      usage,
      definite = false,
      cause,
    }: {
      readonly remedy: string;
      readonly usage?: Usage | undefined;
      readonly definite?: boolean;
      readonly cause?: unknown;
    },
  ) {
    super(message, { cause });
    this.kind = kind;
    this.remedy = remedy;
    this.usage = usage;
    this.definite = definite;
  }
}
