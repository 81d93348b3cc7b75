import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { AuditKey } from '../../../audit/audit-key.ts';
import { exportCsv } from '../../../audit/export-csv.ts';
import { exportJsonl } from '../../../audit/export-jsonl.ts';
import { exportOcsf } from '../../../audit/export-ocsf.ts';
import { record } from '../../../audit/record.ts';
import { createAuditCheckpoints } from '../../../store/audit-checkpoints.ts';
import { auditHeads, auditLines, type Period } from '../../../store/audit-lines.ts';
import { CommandError } from '../command-error.ts';
import { openNewFile } from '../new-file.ts';
import type { Terminal } from '../terminal.ts';
import type { AuditDesk } from './audit-desk.ts';
import { type AskedPeriod, periodOf } from './period.ts';

/** What somebody wants to take out. */
export interface AskedExport extends AskedPeriod {
  readonly customer?: string;
  readonly format: string;
  readonly output: string;
}

type Writer = (period: Period, desk: AuditDesk) => AsyncGenerator<string>;

const formats: Readonly<Record<string, Writer>> = {
  jsonl: (period, desk) =>
    exportJsonl(period, {
      lines: auditLines(desk.pool, period),
      checkpoints: createAuditCheckpoints(desk.pool).after(0),
      key: mustHave(desk.key),
      now: () => new Date(),
    }),
  csv: (period, { pool }) => exportCsv(auditLines(pool, period)),
  ocsf: (period, { pool }) => exportOcsf(auditLines(pool, period)),
};

/** `msp audit export`: the lines as a file, because what is printed is cleaned for terminals. That it was done is a line of its own, written before; where no file can be made, nothing was taken out. */
export async function exportAudit(asked: AskedExport, desk: AuditDesk, terminal: Terminal): Promise<void> {
  const { customer, format, output } = asked;
  const writer = Object.hasOwn(formats, format) ? formats[format] : undefined;
  if (!writer)
    throw new CommandError(`There is no format ${format}.`, `Take one of ${Object.keys(formats).join(', ')}.`);
  const period = { customer, ...periodOf(asked) };
  const pieces = writer(period, desk);
  await using file = await openNewFile(output);
  try {
    await recordTaken('audit.exported', { format, ...period }, desk);
  } catch (cause) {
    await rm(output);
    throw cause;
  }
  await pipeline(pieces, file.createWriteStream());
  terminal.print(`Written: ${output}`);
}

/** In the chain of everybody whose lines were taken out: no audit, no export. */
export async function recordTaken(action: string, period: Period & { readonly format: string }, desk: AuditDesk) {
  const { customer, from = null, to = null, format } = period;
  const customers = (await auditHeads(desk.pool)).map((head) => head.customer);
  if (customer !== undefined && !customers.includes(customer))
    throw new CommandError(`There is no audit of ${customer}.`, 'Name a customer for whom something was done.');
  for (const customerId of customer === undefined ? customers : [customer])
    await record(desk.pool, {
      ...{ customerId, actor: desk.actor, action },
      onceKey: `${action}:${randomUUID()}`,
      facts: { format, from, to },
    });
}

/** What is exported to be verified has to be signed. */
export function mustHave(key: AuditKey | undefined): AuditKey {
  if (key) return key;
  throw new CommandError(
    'There is no key that could sign it.',
    'Make one (openssl genpkey -algorithm ed25519 -out audit.key && chmod 600 audit.key), and set MSP_AUDIT_KEY_FILE to its path.',
  );
}
