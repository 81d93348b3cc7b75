import { record } from '../audit/record.ts';
import { approvalMessage } from '../cards/approval.ts';
import type { Approval, PlannedCall } from '../domain/approval.ts';
import type { Customer } from '../domain/customer.ts';
import type { Person } from '../domain/person.ts';
import type { Risk } from '../domain/risk.ts';
import { peopleWith } from '../domain/roster.ts';
import { anyOf } from '../lib/any-of.ts';
import type { Duration } from '../lib/duration.ts';
import { askedApproval, decidersOf } from './asked-approval.ts';
import { currentCustomer, NobodyReached, tellRole } from './audience.ts';
import type { DeskParts } from './parts.ts';
import { plannedFor } from './plan.ts';
import type { Run } from './run.ts';

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
  const planned = calls.map((call) => plannedFor(customer, call, parts.registry));
  const expiresAt = await parts.approvals.expiryIn(expires);
  const asked = { id, step, calls: planned, risk, expiresAt };
  const approval = await parts.approvals.ask(askedApproval(asked, approvers, { ...run, customer }));
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
  const names = decidersOf(approval, approvers).map(({ name }) => name);
  if (names.length > 0) return names;
  throw new NobodyReached(
    `Nobody for ${customer.name} may approve this: an approver must surely not be the one who asked, nor the one it is about. An admin can name another approver in desk.yaml, or link whoever asked.`,
  );
}
