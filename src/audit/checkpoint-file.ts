import { byteLinesOf } from '../lib/byte-lines.ts';
import { jsonIn } from '../lib/json-in.ts';
import { KeptCheckpoint } from '../store/audit-checkpoints.ts';
import { AuditError } from './audit-error.ts';

/** The checkpoints of the second place, one after the other; `undefined` for a line that can't be read. */
export async function* checkpointsIn(file: string): AsyncGenerator<KeptCheckpoint | undefined> {
  try {
    for await (const lines of byteLinesOf(file))
      for (const { text } of lines) {
        if (text !== '') yield KeptCheckpoint.safeParse(jsonIn(text)).data;
      }
  } catch (cause) {
    throw new AuditError('unreadable', `The checkpoints can't be read from ${file}.`, {
      remedy: 'Name the file that MSP_AUDIT_CHECKPOINTS names, or a copy of it.',
      cause,
    });
  }
}
