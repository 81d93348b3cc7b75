import { createHash } from 'node:crypto';
import { byteLinesOf } from '../lib/byte-lines.ts';
import { jsonIn } from '../lib/json-in.ts';
import { isSignedBy, type PublicKeys } from './audit-key.ts';
import { ExportRecord, exportStatement, written } from './export-form.ts';
import type { Flaws } from './flaw.ts';
import type { createLook } from './look.ts';
import type { Vouched } from './report.ts';

type Signature = NonNullable<Vouched['signature']>;

/** Reads an export into a look, byte by byte, and says whether somebody who is trusted vouches for all of it. */
export async function readExport(
  file: string,
  keys: PublicKeys,
  look: ReturnType<typeof createLook>,
  flaws: Flaws,
): Promise<Signature> {
  const digest = createHash('sha256');
  let chain: { readonly customer: string; seq: number } | undefined;
  let signature: Signature = 'none';
  let isOver = false;
  const unreadable = (why: string) =>
    flaws.add({ kind: 'chain', ...(chain ? { customer: chain.customer, seq: chain.seq + 1 } : {}), why });

  const cutOff = () => {
    if (!chain) return;
    flaws.add({ kind: 'short', customer: chain.customer, seq: chain.seq, why: 'cut: its end is missing' });
    look.end({ isWhole: false });
    chain = undefined;
  };

  const take = (record: ExportRecord | undefined, text: string, isWhole: boolean) => {
    if (isOver) return unreadable('something stands behind the signature');
    switch (record?.kind) {
      case undefined:
        return unreadable('changed: a line of the file can not be read');
      case 'chain':
        cutOff();
        chain = { customer: record.customer, seq: record.after };
        return look.chain(record);
      case 'line':
        if (!chain) return unreadable('a line stands outside of a chain');
        chain.seq = record.seq;
        return look.line(record);
      case 'end':
        if (!chain) return unreadable('an end stands outside of a chain');
        chain = undefined;
        return look.end({ isWhole: record.isWhole, declared: record });
      case 'signature': {
        cutOff();
        isOver = true;
        const hash = digest.copy().digest('hex');
        const isRight = isWhole && written(record) === `${text}\n` && record.digest === hash;
        signature =
          isRight && isSignedBy(keys, record.key, exportStatement(hash), record.signature) ? 'right' : 'wrong';
        return undefined;
      }
      case 'audit':
      case 'key':
      case 'checkpoint':
        return chain ? unreadable(`a ${record.kind} stands in the middle of a chain`) : undefined;
    }
  };

  for await (const lines of byteLinesOf(file)) {
    for (const { text, raw, isWhole } of lines) {
      take(ExportRecord.safeParse(jsonIn(text)).data, text, isWhole);
      digest.update(raw);
    }
  }
  cutOff();
  return signature;
}
