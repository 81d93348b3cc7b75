import { makePackFolder, writePack } from '../../../audit/pack.ts';
import { reportInWords } from '../../../audit/report-words.ts';
import type { Registry } from '../../../connectors/registry.ts';
import type { Roster } from '../../../domain/roster.ts';
import { createAuditCheckpoints } from '../../../store/audit-checkpoints.ts';
import { auditLines } from '../../../store/audit-lines.ts';
import { customerNamed } from '../customer.ts';
import type { Terminal } from '../terminal.ts';
import type { AuditDesk } from './audit-desk.ts';
import { mustHave, recordTaken } from './export.ts';
import { type AskedPeriod, periodOf } from './period.ts';

/** Whose evidence somebody wants, and where to. */
export interface AskedPack extends AskedPeriod {
  readonly customer: string;
  readonly output: string;
}

interface Parts {
  readonly desk: AuditDesk;
  readonly roster: Roster;
  readonly registry: Pick<Registry, 'find'>;
  readonly terminal: Terminal;
}

/** `msp audit pack`: a folder with all that shows a client what was done for them. Answers with the exit code of its verification. */
export async function packAudit(asked: AskedPack, { desk, roster, registry, terminal }: Parts): Promise<number> {
  const { id, name } = customerNamed(asked.customer, roster);
  const key = mustHave(desk.key);
  const period = { customer: id, ...periodOf(asked) };
  await makePackFolder(asked.output);
  await recordTaken('audit.packed', { format: 'pack', ...period }, desk);
  const report = await writePack(
    { ...period, folder: asked.output },
    {
      lines: auditLines(desk.pool, period),
      checkpoints: createAuditCheckpoints(desk.pool).after(0),
      key,
      now: () => new Date(),
      about: {
        customer: name,
        nameOf: (person) => roster.people.find((one) => one.id === person)?.name ?? person,
        titleOf: (operation) => registry.find(operation)?.operation.title ?? operation,
      },
    },
  );
  terminal.print([...reportInWords(report), `Written: ${asked.output}`].join('\n'));
  return report.exitCode;
}
