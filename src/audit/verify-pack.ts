import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileDigest } from '../lib/file-digest.ts';
import { jsonIn } from '../lib/json-in.ts';
import { AuditError } from './audit-error.ts';
import { isSignedBy, type PublicKeys, publicKeysIn } from './audit-key.ts';
import { exitCodes, type Flaw } from './flaw.ts';
import { Manifest, packFiles } from './manifest.ts';
import type { Report } from './report.ts';
import { verifyExport } from './verify-export.ts';

interface Asked {
  readonly keys?: PublicKeys | undefined;
  readonly checkpointFile?: string | undefined;
}

/** Verifies an evidence pack with nothing but the folder: its manifest, every file it names, and the lines. */
export async function verifyPack(folder: string, { keys: trusted, checkpointFile }: Asked): Promise<Report> {
  const text = await readIn(folder, packFiles.manifest);
  const signature = (await readIn(folder, packFiles.signature)).toString('hex');
  const keys = trusted ?? keysIn(await readIn(folder, packFiles.key), folder);
  const manifest = Manifest.safeParse(jsonIn(text)).data;
  const isSigned = manifest !== undefined && isSignedBy(keys, manifest.key, text, signature);
  const wrong = [
    ...(isSigned ? [] : [`${packFiles.manifest}: its signature does not fit`]),
    ...(manifest ? await wrongFiles(folder, manifest) : []),
  ];
  const report = await verifyExport(join(folder, packFiles.lines), { keys, checkpointFile });
  return withFlaws(
    { ...report, vouched: { ...report.vouched, keyCameAlong: trusted === undefined } },
    wrong.map((why) => ({ kind: 'signature', why })),
  );
}

async function wrongFiles(folder: string, { files }: Manifest): Promise<string[]> {
  const named = new Set([...Object.keys(files), packFiles.manifest, packFiles.signature]);
  const there = await readdir(folder);
  const strange = there.filter((name) => !named.has(name)).map((name) => `${name}: does not belong to this pack`);
  const wrong = await Promise.all(
    Object.entries(files).map(async ([name, digest]) => {
      if (!there.includes(name)) return [`${name}: is missing`];
      return (await fileDigest(join(folder, name))) === digest ? [] : [`${name}: was changed`];
    }),
  );
  return [...wrong.flat(), ...strange];
}

function withFlaws(report: Report, more: readonly Flaw[]): Report {
  if (more.length === 0) return report;
  const codes = [exitCodes.signature, ...(report.exitCode > 0 ? [report.exitCode] : [])];
  const counts = { ...report.counts, signature: report.counts.signature + more.length };
  return { ...report, ok: false, exitCode: Math.min(...codes), counts, flaws: [...report.flaws, ...more] };
}

function keysIn(pem: Buffer, folder: string): PublicKeys {
  return publicKeysIn(pem.toString(), join(folder, packFiles.key));
}

async function readIn(folder: string, name: string): Promise<Buffer> {
  try {
    return await readFile(join(folder, name));
  } catch (cause) {
    throw new AuditError('unreadable', `${name} can't be read in ${folder}.`, {
      remedy: 'Ask for the pack again: a file of it is missing.',
      cause,
    });
  }
}
