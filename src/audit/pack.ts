import { createWriteStream } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileDigest } from '../lib/file-digest.ts';
import type { KeptCheckpoint } from '../store/audit-checkpoints.ts';
import type { KeptLine } from '../store/audit-lines.ts';
import { AuditError } from './audit-error.ts';
import { type AuditKey, publicKeysIn } from './audit-key.ts';
import { exportJsonl } from './export-jsonl.ts';
import { howToVerify } from './how-to-verify.ts';
import { type Manifest, packFiles } from './manifest.ts';
import type { Report } from './report.ts';
import { createSummary } from './summary.ts';
import { type AboutSummary, summaryPage } from './summary-page.ts';
import { verifyExport } from './verify-export.ts';

interface Asked {
  readonly customer: string;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** An empty one. */
  readonly folder: string;
}

interface Parts {
  readonly lines: AsyncIterable<readonly KeptLine[]>;
  readonly checkpoints: AsyncIterable<KeptCheckpoint>;
  readonly key: AuditKey;
  readonly now: () => Date;
  readonly about: Pick<AboutSummary, 'customer' | 'nameOf' | 'titleOf'>;
}

/** Writes everything that shows what was done for one customer in one period, and how to check it without the desk. */
export async function writePack({ folder, ...period }: Asked, { key, about, ...parts }: Parts): Promise<Report> {
  const in_ = (file: string) => join(folder, file);
  await pipeline(
    exportJsonl(period, { ...parts, key }),
    createWriteStream(in_(packFiles.lines), { flags: 'wx', mode: 0o600 }),
  );
  const summary = createSummary();
  const keys = publicKeysIn(key.publicKey, 'the audit key');
  const report = await verifyExport(in_(packFiles.lines), { keys, onLine: summary.take });

  const made = parts.now().toISOString();
  const told = { ...about, made: made.slice(0, 16).replace('T', ' '), period: inWords(period) };
  await write(in_(packFiles.summary), summaryPage(summary, report, told));
  await write(in_(packFiles.key), key.publicKey);
  await write(in_(packFiles.howTo), howToVerify(key.id));

  const names = [packFiles.lines, packFiles.summary, packFiles.key, packFiles.howTo];
  const files = await Promise.all(names.map(async (name) => [name, await fileDigest(in_(name))] as const));
  const { customer, from = null, to = null } = period;
  const manifest: Manifest = {
    ...{ form: 'msp.audit.pack.v1', customer, from, to, made, key: key.id },
    files: Object.fromEntries(files),
  };
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  await write(in_(packFiles.manifest), text);
  await write(in_(packFiles.signature), Buffer.from(key.sign(text), 'hex'));
  return report;
}

/** Makes the folder of a pack, or takes one that is empty. */
export async function makePackFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length === 0) return;
  throw new AuditError('unreadable', `There is something in ${folder} already.`, {
    remedy: 'Name a new folder: evidence is never written over.',
  });
}

function write(file: string, content: string | Buffer): Promise<void> {
  return writeFile(file, content, { flag: 'wx', mode: 0o600 });
}

function inWords({ from, to }: Pick<Asked, 'from' | 'to'>): string {
  const day = (time: string) => time.slice(0, 16).replace('T', ' ');
  if (from && to) return `From ${day(from)} until ${day(to)}`;
  if (from) return `Since ${day(from)}`;
  return to ? `Until ${day(to)}` : 'From the beginning until now';
}
