import { record } from '../../audit/record.ts';
import { approvalMessage } from '../../cards/approval.ts';
import type { PlannedCall } from '../../domain/approval.ts';
import { expiryOf, highestRisk } from '../../domain/risk.ts';
import { peopleWith } from '../../domain/roster.ts';
import type { ApproveStep } from '../../domain/workflow.ts';
import type { Ends, NodeEnd } from '../../runs/graph.ts';
import { type Moves, step as move, wait } from '../../runs/move.ts';
import { inTransaction } from '../../store/pool.ts';
import { currentCustomer, NobodyReached, rewrite, tellRole } from '../audience.ts';
import type { DeskParts } from '../parts.ts';
import { bindingDigest, isOperation, planned } from '../plan.ts';
import { type Run, targetOf } from '../run.ts';

/** Asks the customer's approvers whether exactly these calls may be made, and waits for one of them. */
export function* performApproval(
  name: string,
  { approve }: ApproveStep,
  run: Run,
  ends: Ends,
  parts: DeskParts,
): Moves<NodeEnd> {
  const calls = approve.steps.flatMap((covered) => {
    const step = run.workflow.steps[covered];
    return step && isOperation(step) ? planned(covered, step, run, ends, parts.registry) : [];
  });
  const risk = highestRisk(calls.map((call) => call.risk));
  const expires = approve.expires ?? expiryOf(risk);
  const id = `${run.id}:${name}`;

  yield* move(`${name}: ask`, () => ask(id, name, calls, expires, run, parts));
  yield* wait(id, expires);
  const closed = yield* move(`${name}: decided`, () => close(id, run, parts));

  switch (closed.state) {
    case 'approved':
      for (const call of calls) run.grants.set(call.step, id);
      return { state: 'done', output: { by: closed.by } };
    case 'denied':
      return { state: 'stopped', outcome: 'denied', why: `${closed.by} denied it. ${closed.reason}`.trim() };
    default:
      return { state: 'stopped', outcome: 'expired', why: 'Nobody decided in time.' };
  }
}

async function ask(
  id: string,
  step: string,
  calls: readonly PlannedCall[],
  expires: Parameters<DeskParts['approvals']['expiryIn']>[0],
  run: Run,
  parts: DeskParts,
): Promise<void> {
  const customer = await currentCustomer(run.customer.id, parts);
  const approvers = peopleWith('approver', customer.id, await parts.roster());
  const { workflow, ticket } = run;
  const bound = {
    customerId: customer.id,
    ticketId: ticket.id,
    workflow: { name: workflow.name, title: workflow.title, version: workflow.version },
    calls,
    expiresAt: await parts.approvals.expiryIn(expires),
  };
  const approval = await parts.approvals.ask({
    ...bound,
    id,
    runId: run.id,
    step,
    target: targetOf(run),
    subject: ticket.subject,
    risk: highestRisk(calls.map((call) => call.risk)),
    digest: bindingDigest(bound),
    requester: ticket.requester,
    approverIds: approvers.map((approver) => approver.id),
  });
  await inTransaction(parts.pool, (client) =>
    record(client, {
      customerId: customer.id,
      onceKey: `${id}:asked`,
      actor: 'desk',
      action: 'approval.asked',
      runId: run.id,
      facts: { approval: id, digest: approval.digest, risk: approval.risk, approvers: approval.approverIds },
    }),
  );
  const deciders = approvers.filter(({ id: decider }) => decider !== ticket.requester.id).map((one) => one.name);
  if (deciders.length === 0) {
    throw new NobodyReached(
      `Nobody but ${ticket.requester.name} may approve for ${customer.name}. An admin can name somebody.`,
    );
  }
  run.waitingFor(`Waiting for approval by ${new Intl.ListFormat('en', { type: 'disjunction' }).format(deciders)}.`);
  if (approval.cards.length > 0) return;
  await parts.approvals.shownOn(
    id,
    await tellRole('approver', customer, approvalMessage(approval, customer.name), parts),
  );
  await parts.tickets.moved(ticket.id, 'waiting for approval');
}

/** The stored state counts, not the message that woke the run; the card shows it everywhere. */
async function close(id: string, run: Run, parts: DeskParts) {
  const approval = await parts.approvals.close(id);
  await rewrite(approval.cards, approvalMessage(approval, run.customer.name), parts);
  await parts.tickets.moved(run.ticket.id, 'at work');
  return { state: approval.state, by: approval.decidedBy?.name ?? 'Nobody', reason: approval.reason ?? '' };
}
