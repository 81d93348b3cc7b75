import { z } from 'zod';

/** What stands in an evidence pack, and under which names. */
export const packFiles = {
  lines: 'audit.jsonl',
  summary: 'summary.html',
  key: 'public-key.pem',
  howTo: 'VERIFY.txt',
  manifest: 'manifest.json',
  signature: 'manifest.sig',
} as const;

/** Names every file of a pack with its SHA-256; its own signature stands beside it. */
export const Manifest = z.strictObject({
  form: z.literal('msp.audit.pack.v1'),
  customer: z.string(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  made: z.string(),
  key: z.string(),
  files: z.record(z.string(), z.string()),
});
export type Manifest = Readonly<z.infer<typeof Manifest>>;
