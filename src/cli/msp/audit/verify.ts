import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { type PublicKeys, publicKeysIn } from '../../../audit/audit-key.ts';
import type { Report } from '../../../audit/report.ts';
import { reportInWords } from '../../../audit/report-words.ts';
import { verifyDatabase } from '../../../audit/verify-database.ts';
import { verifyExport } from '../../../audit/verify-export.ts';
import { verifyPack } from '../../../audit/verify-pack.ts';
import { readIfThere } from '../../../lib/durable-file.ts';
import { CommandError } from '../command-error.ts';
import { inJson, type Terminal } from '../terminal.ts';
import type { AuditDesk } from './audit-desk.ts';
import { type AskedPeriod, periodOf } from './period.ts';

/** What somebody wants to have verified. */
export interface AskedVerify extends AskedPeriod {
  readonly customer?: string;
  readonly checkpoints?: string;
  readonly publicKey?: string;
  readonly json: boolean;
}

/** `msp audit verify FILE`: with nothing but the file or the folder. Answers with the exit code. */
export async function verifyOffline(path: string, asked: AskedVerify, terminal: Terminal): Promise<number> {
  const { customer, from, to } = asked;
  if (customer !== undefined || from !== undefined || to !== undefined)
    throw new CommandError('A file is verified as a whole.', 'Leave --customer, --from and --to out.');
  const found = await stat(path).catch(() => undefined);
  if (!found) throw new CommandError(`There is no ${path}.`, 'Name an exported file, or the folder of a pack.');
  const given = { keys: await keysOf(asked), checkpointFile: asked.checkpoints };
  const report = found.isDirectory() ? await verifyPack(path, given) : await verifyExport(path, given);
  return told(report, asked, terminal);
}

/** `msp audit verify`: what the database has, and the checkpoints of the second place. Answers with the exit code. */
export async function verifyHere(asked: AskedVerify, desk: AuditDesk, terminal: Terminal): Promise<number> {
  const period = periodOf(asked);
  const { key, checkpoints } = desk;
  const own = key ? publicKeysIn(key.publicKey, 'the audit key') : new Map();
  const keys = (await keysOf(asked)) ?? own;
  const usual = existsSync(checkpoints.file) ? checkpoints.file : undefined;
  const checkpointFile = asked.checkpoints ?? usual;
  const { customer } = asked;
  const report = await verifyDatabase(desk.pool, { ...period, customer, keys, checkpointFile });
  return told(report, asked, terminal);
}

async function keysOf({ publicKey }: AskedVerify): Promise<PublicKeys | undefined> {
  if (publicKey === undefined) return undefined;
  const pem = await readIfThere(publicKey);
  if (pem !== undefined) return publicKeysIn(pem, publicKey);
  throw new CommandError(`There is no ${publicKey}.`, 'Name the file that "npx msp audit key" printed.');
}

function told(report: Report, { json }: AskedVerify, terminal: Terminal): number {
  const { promises } = report;
  const all = { ...report, promises: { ...promises, notJudged: Object.fromEntries(promises.notJudged) } };
  terminal.print(json ? inJson(all) : reportInWords(report).join('\n'));
  return report.exitCode;
}
