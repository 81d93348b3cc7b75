import { createHash } from 'node:crypto';
import { z } from 'zod';
import { jsonIn } from '../lib/json-in.ts';
import type { KeptCheckpoint } from '../store/audit-checkpoints.ts';
import type { ChainHead } from '../store/audit-lines.ts';
import type { AuditKey } from './audit-key.ts';

const FORM = 'msp.audit.checkpoint.v1';

/**
 * What is signed. Heads are digests, so that a customer who is shown one learns nothing of another: whoever knows a head
 * finds it in the list, and nobody can find out which others there are.
 */
const Signed = z.strictObject({
  form: z.literal(FORM),
  number: z.number().int().min(1),
  at: z.iso.datetime(),
  /** SHA-256 of the text of the checkpoint before it. */
  previous: z.string().nullable(),
  heads: z.array(z.string()),
  key: z.string(),
});
export type Signed = Readonly<z.infer<typeof Signed>>;

/** Signs where all chains are now; `before` is the last one that was signed. */
export function signCheckpoint(
  chains: readonly ChainHead[],
  at: string,
  before: KeptCheckpoint | undefined,
  key: AuditKey,
): KeptCheckpoint {
  const number = (before?.number ?? 0) + 1;
  const previous = before ? digestOf(before.text) : null;
  const heads = chains.map(headDigest).toSorted();
  const text = JSON.stringify({ form: FORM, number, at, previous, heads, key: key.id } satisfies Signed);
  return { number, text, signature: key.sign(text), chains };
}

/** What a checkpoint's text says; `undefined` when it is none. */
export function signedIn({ text }: Pick<KeptCheckpoint, 'text'>): Signed | undefined {
  return Signed.safeParse(jsonIn(text)).data;
}

/** One chain's head, as a signed list has it. */
export function headDigest({ customer, seq, hash }: ChainHead): string {
  return digestOf(JSON.stringify(['msp.audit.head.v1', customer, seq, hash]));
}

/** How the next checkpoint names this one. */
export function digestOf(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
