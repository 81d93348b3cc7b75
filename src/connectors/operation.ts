import type { z } from 'zod';
import type { Risk } from '../domain/risk.ts';

/**
 * A fact about a field that validation alone can't say. A secret may flow to the hand-over and nowhere else; people's words
 * may be in a ticket's text, and are recorded as a digest.
 */
export interface FieldMeta {
  readonly secret?: boolean;
  readonly words?: boolean;
}

/** Secrets of one call. What goes on from here is a sealed reference; the secret itself stays in the vault. */
export interface Secrets {
  /** A new password for this call, the same one each time the call is repeated. */
  password(): Promise<{ readonly value: string; readonly sealed: string }>;
  /** Seals what the vendor made, under the name of its output field. */
  seal(field: string, value: string): Promise<string>;
}

/** The desk's own records, for operations whose vendor has no place for something. */
export interface Records {
  /** Keeps notes of a remote session, and answers where they are now. */
  keepSessionNotes(notes: {
    readonly sessionId: string;
    readonly ticketId: string;
    readonly text: string;
  }): Promise<readonly ('session-record' | 'ticket')[]>;
}

/** What an operation's code may use beside its input and its client. */
export interface Call {
  readonly signal: AbortSignal;
  /** Equal for every repeat of this call and for no other; written where the vendor lets it be found again. */
  readonly reference: string;
  readonly secrets: Secrets;
  readonly records: Records;
}

/** One thing a connector can do, declared once. Types, validation, docs, help, the demo answer and the approval's risk follow from it. */
// biome-ignore lint/suspicious/noExplicitAny: without its connector, an operation's client is not known.
export interface Operation<I = unknown, O = unknown, Client = any> {
  readonly title: string;
  readonly summary: string;
  readonly risk: Risk;
  /** What a crash or an ambiguous answer means: repeat it, repeat it with the same input only, or never. */
  readonly repeatable: boolean | 'same-input';
  /** What takes it back, and with what; nothing where this call changed nothing that was otherwise before. */
  readonly undo?: {
    readonly operation: string;
    input(input: NoInfer<I>, output: NoInfer<O>): Readonly<Record<string, unknown>> | undefined;
  };
  /** What it is about does not exist before it, and so holds no rights yet. */
  readonly makesTarget?: true;
  readonly input: z.ZodType<I>;
  readonly output: z.ZodType<O>;
  readonly example: { readonly input: NoInfer<I>; readonly output: NoInfer<O> };
  /** Does it. Throws `ConnectorError`, `definite` only when surely nothing was changed. */
  run(input: I, client: Client, call: Call): Promise<O>;
  /**
   * Looks whether a call with this reference was carried out, before it is repeated or put to a person: its output, or
   * `absent` when it surely was not. Throws when that can't be told.
   */
  find?(input: I, client: Client, call: Call): Promise<O | 'absent'>;
}

/** Types an operation by its own schemas and its connector's client. */
export function operation<I, O, Client>(declared: Operation<I, O, Client>): Operation<I, O, Client> {
  return declared;
}
