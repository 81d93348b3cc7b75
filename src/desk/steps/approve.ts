import { approvalMessage } from '../../cards/approval.ts';
import { canBeShownWhole } from '../../cards/planned-calls.ts';
import { expiryOf, highestRisk } from '../../domain/risk.ts';
import type { ApproveStep } from '../../domain/workflow.ts';
import type { Ends, NodeEnd } from '../../runs/graph.ts';
import { type Moves, step as move, wait } from '../../runs/move.ts';
import { askApprovers } from '../ask-approvers.ts';
import { tooMuch } from '../asked-approval.ts';
import { rewrite } from '../audience.ts';
import type { DeskParts } from '../parts.ts';
import { coveredCalls } from '../plan.ts';
import type { Run } from '../run.ts';

/** Asks the customer's approvers whether exactly these calls may be made, and waits for one of them. */
export function* performApproval(
  name: string,
  { approve }: ApproveStep,
  run: Run,
  ends: Ends,
  parts: DeskParts,
): Moves<NodeEnd> {
  const id = `${run.id}:${name}`;
  const calls = coveredCalls(approve.steps, run, ends, parts.registry);
  if (!canBeShownWhole(calls)) return { state: 'stopped', outcome: 'assigned', why: tooMuch };

  const risk = highestRisk(calls.map((call) => call.risk));
  const expires = approve.expires ?? expiryOf(risk);

  yield* move(`${name}: ask`, () => askApprovers({ id, step: name, calls, risk, expires }, run, parts));
  yield* wait(id, expires);
  const closed = yield* move(`${name}: decided`, () => close(id, run, parts));

  switch (closed.state) {
    case 'approved':
      for (const { step } of calls) run.grants.set(step, id);
      return { state: 'done', output: { by: closed.by } };
    case 'denied':
      return { state: 'stopped', outcome: 'denied', why: deniedIn(closed) };
    case 'pending':
    case 'expired':
      return { state: 'stopped', outcome: 'expired', why: 'Nobody decided in time.' };
  }
}

/** The reason in quotation marks: what follows it is said by us. */
function deniedIn({ by, reason }: { readonly by: string; readonly reason: string }): string {
  return reason ? `${by} denied it: “${reason}”.` : `${by} denied it.`;
}

/** The stored state counts, not the message that woke the run; the card shows it everywhere. */
async function close(id: string, run: Run, parts: DeskParts) {
  const approval = await parts.approvals.close(id);
  await rewrite(approval.cards, approvalMessage(approval, run.customer.name), parts);
  await parts.tickets.moved(run.ticket.id, 'at work');
  return { state: approval.state, by: approval.decidedBy?.name ?? 'Nobody', reason: approval.reason ?? '' };
}
