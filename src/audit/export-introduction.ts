import { byteLinesOf } from '../lib/byte-lines.ts';
import { jsonIn } from '../lib/json-in.ts';
import type { KeptCheckpoint } from '../store/audit-checkpoints.ts';
import { AuditError } from './audit-error.ts';
import { type PublicKeys, publicKeysIn } from './audit-key.ts';
import { ExportRecord } from './export-form.ts';

/** What an export says before its first line. */
export interface Introduction {
  readonly customer: string | null;
  readonly from: string | null;
  readonly to: string | null;
  /** The key that came along; it proves nothing about who made the file. */
  readonly keys: PublicKeys;
  readonly checkpoints: readonly KeptCheckpoint[];
}

/** Reads the beginning of an export. Throws where the file is none. */
export async function introductionOf(file: string): Promise<Introduction> {
  let introduction: Introduction | undefined;
  for await (const record of recordsOf(file)) {
    if (!introduction) {
      if (record?.kind !== 'audit') break;
      const { customer, from, to } = record;
      introduction = { customer, from, to, keys: new Map(), checkpoints: [] };
    } else if (record?.kind === 'key') introduction = { ...introduction, keys: keysIn(record.publicKey, file) };
    else if (record?.kind === 'checkpoint')
      introduction = { ...introduction, checkpoints: [...introduction.checkpoints, record] };
    else if (record?.kind === 'chain') break;
  }
  if (introduction) return introduction;
  throw new AuditError('unreadable', `${file} is no export of an audit, or its first line was changed.`, {
    remedy: 'Name a file that "npx msp audit export --format jsonl" wrote, or the folder of an evidence pack.',
  });
}

async function* recordsOf(file: string): AsyncGenerator<ExportRecord | undefined> {
  try {
    for await (const lines of byteLinesOf(file))
      for (const { text } of lines) yield ExportRecord.safeParse(jsonIn(text)).data;
  } catch (cause) {
    throw new AuditError('unreadable', `${file} can't be read.`, { remedy: 'Look whether it is there.', cause });
  }
}

/** A key that was damaged on the way is none. */
function keysIn(pem: string, file: string): PublicKeys {
  try {
    return publicKeysIn(pem, file);
  } catch {
    return new Map();
  }
}
