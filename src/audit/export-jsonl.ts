import { createHash } from 'node:crypto';
import type { KeptCheckpoint } from '../store/audit-checkpoints.ts';
import type { KeptLine, Period } from '../store/audit-lines.ts';
import type { AuditKey } from './audit-key.ts';
import { startOf } from './chain.ts';
import { signedIn } from './checkpoint.ts';
import { type ExportRecord, exportStatement, written } from './export-form.ts';

/** What is told, and who signs it. */
interface Parts {
  /** Those of the period, customer by customer. */
  readonly lines: AsyncIterable<readonly KeptLine[]>;
  /** All there are. */
  readonly checkpoints: AsyncIterable<KeptCheckpoint>;
  readonly key: AuditKey;
  readonly now: () => Date;
}

/** The audit as a text that anybody can verify without the desk: lines as they were hashed, checkpoints, and a signature over all. */
export async function* exportJsonl(
  period: Period,
  { lines: all, checkpoints, key, now }: Parts,
): AsyncGenerator<string> {
  const digest = createHash('sha256');
  const telling = (record: ExportRecord) => {
    const text = written(record);
    digest.update(text);
    return text;
  };
  const { customer = null, from = null, to = null } = period;
  yield telling({ kind: 'audit', form: 'msp.audit.export.v1', made: now().toISOString(), customer, from, to });
  yield telling({ kind: 'key', publicKey: key.publicKey });
  for await (const checkpoint of covering(period, checkpoints)) yield telling({ kind: 'checkpoint', ...checkpoint });

  let last: KeptLine | undefined;
  const end = ({ seq, hash }: KeptLine) => telling({ kind: 'end', seq, hash, isWhole: to === null });
  for await (const lines of all) {
    let text = '';
    for (const line of lines) {
      if (line.customer !== last?.customer) {
        if (last) text += end(last);
        text += telling({ kind: 'chain', ...startOf(line, period) });
      }
      text += telling({ kind: 'line', seq: line.seq, hash: line.hash, text: line.text });
      last = line;
    }
    yield text;
  }
  if (last) yield end(last);
  const whole = digest.digest('hex');
  yield written({ kind: 'signature', key: key.id, digest: whole, signature: key.sign(exportStatement(whole)) });
}

/** The last checkpoint of every day and of the period, with nobody's heads but those that are told. */
async function* covering(
  { customer, from, to }: Period,
  checkpoints: AsyncIterable<KeptCheckpoint>,
): AsyncGenerator<KeptCheckpoint> {
  const told = (one: KeptCheckpoint): KeptCheckpoint => ({
    ...one,
    chains: one.chains.filter((head) => customer === undefined || head.customer === customer),
  });
  let waiting: { readonly day: string; readonly checkpoint: KeptCheckpoint } | undefined;
  for await (const checkpoint of checkpoints) {
    const at = signedIn(checkpoint)?.at;
    if (at === undefined || (from !== undefined && Date.parse(at) < Date.parse(from))) continue;
    if (to !== undefined && Date.parse(at) >= Date.parse(to)) break;
    const day = at.slice(0, 10);
    if (waiting && waiting.day !== day) yield told(waiting.checkpoint);
    waiting = { day, checkpoint };
  }
  if (waiting) yield told(waiting.checkpoint);
}
