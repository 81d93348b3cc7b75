import { closedFacts } from '../audit/approval-facts.ts';
import { record } from '../audit/record.ts';
import { inTransaction } from '../store/pool.ts';
import { approvalCard } from './approval-card.ts';
import { rewrite } from './audience.ts';
import type { Difference } from './differences.ts';
import type { DeskParts } from './parts.ts';
import type { Run } from './run.ts';

/** Makes an approval decide nothing any more, and says why wherever its card stands. The audit names what is different and no value. */
export async function voidApproval(
  id: string,
  differences: readonly Difference[],
  run: Run,
  parts: DeskParts,
): Promise<void> {
  const approval = await inTransaction(parts.pool, async (client) => {
    const reason = `${differences.map(({ words }) => words).join('. ')}.`;
    const ended = await parts.approvals.end(client, id, { state: 'void', reason });
    await record(client, {
      customerId: ended.customerId,
      onceKey: `${id}:void`,
      actor: 'desk',
      action: 'approval.void',
      runId: run.id,
      facts: closedFacts(ended, differences.map(({ what }) => what).join(', ')),
    });
    return ended;
  });
  parts.log.warn('approval.void', { approval: id, differences: differences.map(({ what }) => what) });
  await rewrite(approval.cards, approvalCard(approval, await parts.roster()), parts);
}
