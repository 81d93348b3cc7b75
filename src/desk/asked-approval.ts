import { type Approval, type PlannedCall, refusalOf } from '../domain/approval.ts';
import type { Person } from '../domain/person.ts';
import type { Risk } from '../domain/risk.ts';
import type { AskedApproval } from '../store/approvals.ts';
import { bindingDigest } from './plan.ts';
import { type Run, targetOf } from './run.ts';

/** What is to be approved, and until when. */
interface Asked {
  readonly id: string;
  readonly step: string;
  readonly calls: readonly PlannedCall[];
  readonly risk: Risk;
  readonly expiresAt: string;
}

/** The question to these approvers, with all that decides who may answer it. A rehearsal puts the same one that a run does. */
export function askedApproval(
  { id, step, calls, risk, expiresAt }: Asked,
  approvers: readonly Person[],
  run: Run,
): AskedApproval {
  const { customer, workflow, ticket } = run;
  const bound = {
    customerId: customer.id,
    ticketId: ticket.id,
    workflow: { name: workflow.name, title: workflow.title, version: workflow.version },
    calls,
    expiresAt,
  };
  return {
    ...bound,
    id,
    runId: run.id,
    step,
    target: targetOf(run),
    subject: ticket.subject,
    risk,
    digest: bindingDigest(bound),
    requester: ticket.requester,
    authorIds: Object.values(run.inputs).flatMap(({ by }) => by ?? []),
    approverIds: approvers.map((approver) => approver.id),
  };
}

/** Those who may decide it as it stands. */
export function decidersOf(approval: Approval, approvers: readonly Person[]): Person[] {
  return approvers.filter((one) => !refusalOf(approval, one, approval.digest));
}

/** Nobody approves what they can't see. */
export const tooMuch = 'There is more to approve than can be shown, so nobody was asked.';
