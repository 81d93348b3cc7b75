import { askedFacts } from '../audit/approval-facts.ts';
import { record } from '../audit/record.ts';
import type { Approval } from '../domain/approval.ts';
import type { Customer } from '../domain/customer.ts';
import type { Person } from '../domain/person.ts';
import type { Roster } from '../domain/roster.ts';
import { anyOf } from '../lib/any-of.ts';
import type { Duration } from '../lib/duration.ts';
import type { Ends } from '../runs/graph.ts';
import { approvalCard } from './approval-card.ts';
import { decidersOf, type Question } from './asked-approval.ts';
import { customerIn, NobodyReached, rewrite, tellThem } from './audience.ts';
import { fileDigest } from './look-again.ts';
import { recordedCall } from './looked-up.ts';
import type { DeskParts } from './parts.ts';
import { plannedFor } from './plan.ts';
import type { Run } from './run.ts';
import { tellElsewhere } from './verify/tell.ts';
import { writeApproval } from './write-approval.ts';

/** Whether somebody was asked, and how long they have; or why nobody may be. */
export type Asked =
  /** Nobody may be asked before it is found out that it is really wanted. */
  | { readonly state: 'unverified' }
  | {
      readonly state: 'asked';
      readonly within: Duration;
      readonly untilHalf: Duration;
      /** An earlier release told nobody on the way of what stands on a list. */
      readonly tellsOnLists: true;
      /** Of the approval as it was asked. */
      readonly digest: string;
      /** Of the workflow's file at that time. */
      readonly file: string | null;
    }
  | { readonly state: 'refused'; readonly why: string };

/** Writes an approval down and shows it to the customer's approvers; asked again, it is the same approval. */
export async function askApprovers(question: Question, run: Run, ends: Ends, parts: DeskParts): Promise<Asked> {
  const roster = await parts.roster();
  const customer = customerIn(roster, run.customer.id);
  const calls = question.calls.map((call) => plannedFor(customer, call, parts.registry));
  const written = await writeApproval({ ...question, calls }, { ...run, customer }, ends, parts);
  if (written.state !== 'written') return written;

  const { approval, approvers, within } = written;
  await recordAsked(approval, parts);
  run.waitingFor(`Waiting for approval by ${anyOf(namesOfDeciders(approvers, approval, customer))}.`);
  if (approval.cards.length === 0 && approval.verified?.way === 'self') await tellElsewhere(approval, parts);
  if (!approval.batch && approval.cards.length === 0) {
    const askedNow = approvers.filter(({ id }) => approval.approverIds.includes(id));
    const role = approval.demands.roles[0] ?? 'approver';
    const cards = await tellThem(askedNow, role, customer, approvalCard(approval, roster), parts);
    await parts.approvals.shownOn(approval.id, cards);
    await showNews(approval.id, roster, parts);
  }
  await parts.tickets.moved(run.ticket.id, 'waiting for approval');
  const untilHalf = await parts.approvals.timeUntil(approval.id, 0.5);
  return {
    ...{ state: 'asked', within, untilHalf, tellsOnLists: true },
    ...{ digest: approval.digest, file: approval.file === undefined ? fileDigest(run, parts) : approval.file },
  };
}

/** Whoever was quicker than the last card has said so on theirs alone: the others were posted as it was before. */
async function showNews(id: string, roster: Roster, parts: DeskParts): Promise<void> {
  const now = await parts.approvals.read(id);
  if (now && (now.votes.length > 0 || now.handedTo || now.state !== 'pending'))
    await rewrite(now.cards, approvalCard(now, roster), parts);
}

function recordAsked(approval: Approval, { pool, registry }: Pick<DeskParts, 'pool' | 'registry'>): Promise<void> {
  const { verified } = approval;
  return record(pool, {
    customerId: approval.customerId,
    onceKey: `${approval.id}:asked`,
    actor: 'desk',
    action: 'approval.asked',
    runId: approval.runId,
    facts: {
      ...askedFacts(approval, (call) => recordedCall(call, registry)),
      verified: verified ? { id: verified.id, way: verified.way, by: verified.by.id } : null,
    },
  });
}

function namesOfDeciders(approvers: readonly Person[], approval: Approval, customer: Customer): string[] {
  const names = decidersOf(approval, approvers).map(({ name }) => name);
  if (names.length >= Math.max(1, approval.demands.approvers)) return names;
  throw new NobodyReached(
    names.length > 0
      ? `This needs ${approval.demands.approvers} different people of ${customer.name}, and only ${anyOf(names)} may approve it. An admin can name another approver in desk.yaml.`
      : `Nobody for ${customer.name} may approve this: an approver must surely not be the one who asked, nor the one it is about. An admin can name another approver in desk.yaml, or link whoever asked.`,
  );
}
