import { auditKey, newAuditKey } from '../../src/audit/audit-key.ts';
import { signCheckpoint } from '../../src/audit/checkpoint.ts';
import { exportJsonl } from '../../src/audit/export-jsonl.ts';
import { BEGINNING, hashAfter } from '../../src/audit/line.ts';
import type { KeptCheckpoint } from '../../src/store/audit-checkpoints.ts';
import type { ChainHead, KeptLine, Period } from '../../src/store/audit-lines.ts';

/** What a line of a made-up log says. */
export interface MadeLine {
  readonly actor?: string;
  readonly action: string;
  readonly run?: string | null;
  readonly facts?: Readonly<Record<string, unknown>>;
  /** Seconds after the beginning; its place in the log by default. */
  readonly after?: number;
}

/** When made-up logs begin. */
export const BEGAN = Date.UTC(2026, 10, 2, 9);

/** A chain as the database would have written it. */
export function chainOf(customer: string, lines: readonly MadeLine[]): KeptLine[] {
  let previous = BEGINNING;
  return lines.map(({ actor = 'desk', action, run = 'MSP-1', facts = {}, after }, place) => {
    const seq = place + 1;
    const seconds = `${BEGAN / 1_000 + (after ?? seq)}.000000`;
    const text = JSON.stringify(['msp.audit.v1', customer, seq, `once:${seq}`, seconds, actor, action, run, facts]);
    const line = { customer, seq, previous, hash: hashAfter(previous, text), text, differs: false };
    previous = line.hash;
    return line;
  });
}

/** The last line, as a checkpoint signs it. */
export function headOf(lines: readonly KeptLine[]): ChainHead {
  const last = lines.at(-1);
  if (!last) throw new Error('A chain without lines has no head');
  return { customer: last.customer, seq: last.seq, hash: last.hash };
}

export const key = auditKey(newAuditKey(), 'a test');

/** One checkpoint after the other, a day apart, each of the heads it is given. */
export function checkpointsOf(...moments: readonly (readonly ChainHead[])[]): KeptCheckpoint[] {
  const signed: KeptCheckpoint[] = [];
  for (const [place, chains] of moments.entries()) {
    const at = new Date(BEGAN + place * 86_400_000).toISOString();
    signed.push(signCheckpoint(chains, at, signed.at(-1), key));
  }
  return signed;
}

/** The log as an export has it. */
export async function exported(
  lines: readonly KeptLine[],
  checkpoints: readonly KeptCheckpoint[] = [],
  period: Period = {},
  signedBy = key,
): Promise<string> {
  const parts = { lines: oneAfterTheOther([lines]), checkpoints: oneAfterTheOther(checkpoints), key: signedBy };
  let text = '';
  for await (const piece of exportJsonl(period, { ...parts, now: () => new Date(BEGAN + 86_400_000) })) text += piece;
  return text;
}

async function* oneAfterTheOther<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}
