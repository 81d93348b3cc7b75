import { z } from 'zod';
import { KeptCheckpoint } from '../store/audit-checkpoints.ts';

const Hash = z.string().regex(/^[0-9a-f]{64}$/);
const Seq = z.number().int().min(0);

/** What stands on one line of an export. The first is the header, the last the signature over every byte before it. */
export const ExportRecord = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('audit'),
    form: z.literal('msp.audit.export.v1'),
    made: z.string(),
    customer: z.string().nullable(),
    from: z.string().nullable(),
    to: z.string().nullable(),
  }),
  z.strictObject({ kind: z.literal('key'), publicKey: z.string() }),
  z.strictObject({ kind: z.literal('checkpoint'), ...KeptCheckpoint.shape }),
  z.strictObject({
    kind: z.literal('chain'),
    customer: z.string(),
    after: Seq,
    previous: z.string().regex(/^(00|[0-9a-f]{64})$/),
  }),
  z.strictObject({ kind: z.literal('line'), seq: Seq, hash: Hash, text: z.string() }),
  z.strictObject({ kind: z.literal('end'), seq: Seq, hash: z.string(), isWhole: z.boolean() }),
  z.strictObject({ kind: z.literal('signature'), key: z.string(), digest: Hash, signature: z.string() }),
]);
export type ExportRecord = Readonly<z.infer<typeof ExportRecord>>;

/** How a record is written: there is one way only, so that no byte can change unseen. */
export function written(record: ExportRecord): string {
  return `${JSON.stringify(record)}\n`;
}

/** What the signature of an export signs. */
export function exportStatement(digest: string): string {
  return JSON.stringify(['msp.audit.export.v1', digest]);
}
