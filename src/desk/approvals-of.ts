import { plain } from '../cards/plain.ts';
import type { DeskParts } from './parts.ts';
import { type Run, targetOf } from './run.ts';

/** What was approved in a run and by whom, a sentence each. Values are not told again: what was sent is in the audit. */
export async function approvalsOf(run: Run, { approvals }: Pick<DeskParts, 'approvals'>): Promise<string[]> {
  const ids = [...new Set([...run.grants.values()].map(({ approvalId }) => approvalId))];
  const read = await Promise.all(ids.map((id) => approvals.read(id)));
  return read.flatMap((approval) => {
    if (!approval?.decidedBy) return [];
    const titles = approval.calls.map(({ title }) => title).join(', ');
    return [`${titles} for ${plain(targetOf(run).value, 80)}: approved by ${plain(approval.decidedBy.name, 80)}.`];
  });
}
