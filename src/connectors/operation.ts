import type { z } from 'zod';
import type { Risk } from '../domain/risk.ts';

/** A fact about a field that validation alone can't say. A secret may flow to the hand-over and nowhere else. */
export interface FieldMeta {
  readonly secret?: boolean;
}

/** One thing a connector can do, declared once. Types, validation, docs, help, the demo answer and the approval's risk follow from it. */
export interface Operation<I = unknown, O = unknown> {
  readonly title: string;
  readonly summary: string;
  readonly risk: Risk;
  /** What a crash or an ambiguous answer means: repeat it, repeat it with the same input only, or never. */
  readonly repeatable: boolean | 'same-input';
  readonly input: z.ZodType<I>;
  readonly output: z.ZodType<O>;
  readonly example: { readonly input: I; readonly output: O };
}

/** Types an operation by its own schemas. */
export function operation<I, O>(declared: Operation<I, O>): Operation<I, O> {
  return declared;
}
