import { record } from '../audit/record.ts';
import { approvalMessage } from '../cards/approval.ts';
import { type Approval, type PlannedCall, refusalOf } from '../domain/approval.ts';
import type { Customer } from '../domain/customer.ts';
import type { Person } from '../domain/person.ts';
import type { Risk } from '../domain/risk.ts';
import { peopleWith } from '../domain/roster.ts';
import { anyOf } from '../lib/any-of.ts';
import type { Duration } from '../lib/duration.ts';
import { currentCustomer, NobodyReached, tellRole } from './audience.ts';
import type { DeskParts } from './parts.ts';
import { bindingDigest, plannedFor } from './plan.ts';
import { type Run, targetOf } from './run.ts';

/** What somebody is asked to approve, and how long they have. */
interface Request {
  readonly id: string;
  readonly step: string;
  readonly calls: readonly PlannedCall[];
  readonly risk: Risk;
  readonly expires: Duration;
}

/** Writes an approval down and shows it to the customer's approvers; asked again, it is the same approval. */
export async function askApprovers(asked: Request, run: Run, parts: DeskParts): Promise<void> {
  const customer = await currentCustomer(run.customer.id, parts);
  const approvers = peopleWith('approver', customer.id, await parts.roster());
  const approval = await writeDown(asked, customer, approvers, run, parts);
  run.waitingFor(`Waiting for approval by ${anyOf(namesOfDeciders(approvers, approval, customer))}.`);
  if (approval.cards.length > 0) return;

  const cards = await tellRole('approver', customer, approvalMessage(approval, customer.name), parts);
  await parts.approvals.shownOn(approval.id, cards);
  await parts.tickets.moved(run.ticket.id, 'waiting for approval');
}

async function writeDown(
  { id, step, calls, risk, expires }: Request,
  customer: Customer,
  approvers: readonly Person[],
  run: Run,
  parts: DeskParts,
): Promise<Approval> {
  const { workflow, ticket } = run;
  const bound = {
    customerId: customer.id,
    ticketId: ticket.id,
    workflow: { name: workflow.name, title: workflow.title, version: workflow.version },
    calls: calls.map((call) => plannedFor(customer, call, parts.registry)),
    expiresAt: await parts.approvals.expiryIn(expires),
  };
  const approval = await parts.approvals.ask({
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
  });
  await record(parts.pool, {
    customerId: customer.id,
    onceKey: `${id}:asked`,
    actor: 'desk',
    action: 'approval.asked',
    runId: run.id,
    facts: { approval: id, digest: approval.digest, risk: approval.risk, approvers: approval.approverIds },
  });
  return approval;
}

function namesOfDeciders(approvers: readonly Person[], approval: Approval, customer: Customer): string[] {
  const names = approvers.filter((one) => !refusalOf(approval, one, approval.digest)).map(({ name }) => name);
  if (names.length > 0) return names;
  throw new NobodyReached(
    `Nobody may approve this for ${customer.name} who surely did not ask for it and does not gain by it. An admin can name another approver, or link whoever asked.`,
  );
}
