import { z } from 'zod';
import { Mode } from '../domain/customer.ts';
import { Risk } from '../domain/risk.ts';
import { WorkflowFacts } from './workflow-facts.ts';

/** `effect.intended`: what is about to be sent, and what allows it. */
export const Intended = z.object({
  effect: z.string(),
  operation: z.string(),
  risk: Risk,
  mode: Mode,
  /** What is sent, without secrets and people's words. */
  input: z.record(z.string(), z.unknown()),
  /** What the run had looked up for it, by step. */
  before: z.record(z.string(), z.unknown()).nullable(),
  approval: z.string().nullable(),
  digest: z.string().nullable(),
  policy: z.string().nullable(),
  workflow: WorkflowFacts.nullable(),
  /** Somebody with access to the desk's machine had it made, and no approval was asked. */
  byHand: z.boolean(),
});
export type Intended = Readonly<z.infer<typeof Intended>>;

/** Every other line of an effect. */
export const OfEffect = z.object({ effect: z.string(), operation: z.string() });

/** Why a call failed, without any words: what the error says of itself. */
export function failureFacts(error: unknown): { readonly failure: string; readonly definite: boolean } {
  const { kind, name, definite } = (error ?? {}) as { kind?: unknown; name?: unknown; definite?: unknown };
  const failure = [kind, name].find((word) => typeof word === 'string') ?? 'unknown';
  return { failure: String(failure), definite: definite === true };
}
