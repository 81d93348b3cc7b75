import { hash } from 'node:crypto';
import { z } from 'zod';
import { jsonIn } from '../lib/json-in.ts';

/** A line as it lies in a chain: `text` is all that its hash covers beside the hash before it. */
export interface ChainLine {
  readonly seq: number;
  readonly hash: string;
  readonly text: string;
  /** Where it is kept apart, the hash this line says it follows. */
  readonly previous?: string;
  /** Whether what stands beside the text, for whoever searches, says something else. */
  readonly differs?: boolean;
}

const Text = z.tuple([
  z.literal('msp.audit.v1'),
  z.string(),
  z.number(),
  z.string(),
  z.string(),
  z.string(),
  z.string(),
  z.string().nullable(),
  z.record(z.string(), z.unknown()),
]);

/** What a line says. */
export interface SaidLine {
  readonly customer: string;
  readonly seq: number;
  /** Milliseconds, by the clock of the database. */
  readonly at: number;
  readonly actor: string;
  readonly action: string;
  readonly run: string | null;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** Reads the text of a line; `undefined` when it is none. */
export function saidIn(text: string): SaidLine | undefined {
  const read = Text.safeParse(jsonIn(text)).data;
  if (!read) return undefined;
  const [, customer, seq, , seconds, actor, action, run, facts] = read;
  return { customer, seq, at: Number(seconds) * 1_000, actor, action, run, facts };
}

/** Before the first line of a chain. */
export const BEGINNING = '00';

/** The hash of a line that follows on another one's. */
export function hashAfter(previous: string, text: string): string {
  return hash('sha256', Buffer.concat([Buffer.from(previous, 'hex'), Buffer.from(text, 'utf8')]), 'hex');
}
