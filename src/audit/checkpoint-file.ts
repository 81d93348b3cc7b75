import { byteLinesOf } from '../lib/byte-lines.ts';
import { jsonIn } from '../lib/json-in.ts';
import { lastLineOf } from '../lib/last-line.ts';
import { KeptCheckpoint } from '../store/audit-checkpoints.ts';
import { AuditError } from './audit-error.ts';

/** The checkpoints of the second place, one after the other; `undefined` for a line that can't be read. */
export async function* checkpointsIn(file: string): AsyncGenerator<KeptCheckpoint | undefined> {
  try {
    for await (const lines of byteLinesOf(file))
      for (const { text } of lines) {
        if (text !== '') yield checkpointIn(text);
      }
  } catch (cause) {
    throw new AuditError('unreadable', `The checkpoints can't be read from ${file}.`, {
      remedy: 'Name the file that MSP_AUDIT_CHECKPOINTS names, or a copy of it.',
      cause,
    });
  }
}

/** The last checkpoint of the second place; `isWhole` when no piece of one follows. */
export function lastCheckpointIn(file: string) {
  return lastLineOf(file, checkpointIn);
}

function checkpointIn(line: string): KeptCheckpoint | undefined {
  return KeptCheckpoint.safeParse(jsonIn(line)).data;
}
