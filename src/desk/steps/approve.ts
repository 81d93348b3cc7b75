import { closedFacts } from '../../audit/approval-facts.ts';
import { record } from '../../audit/record.ts';
import { canBeShownWhole } from '../../cards/planned-calls.ts';
import { isSentBack } from '../../domain/approval.ts';
import type { ApproveStep } from '../../domain/workflow.ts';
import type { Ends, NodeEnd } from '../../runs/graph.ts';
import { type Moves, step as move, wait } from '../../runs/move.ts';
import { inTransaction } from '../../store/pool.ts';
import { approvalCard } from '../approval-card.ts';
import { type Asked, askApprovers } from '../ask-approvers.ts';
import { type Question, tooMuch } from '../asked-approval.ts';
import { rewrite } from '../audience.ts';
import { awaitDecision } from '../await-decision.ts';
import type { DeskParts } from '../parts.ts';
import { coveredCalls } from '../plan.ts';
import { type Grant, inPass, type Run } from '../run.ts';
import { tellExpiry } from '../tell-expiry.ts';
import { together } from '../together.ts';
import { verify } from './verify.ts';

/** Asks the customer's approvers whether exactly these calls may be made, and waits for as many of them as the policy demands. */
export function* performApproval(
  name: string,
  { approve }: ApproveStep,
  run: Run,
  ends: Ends,
  parts: DeskParts,
): Moves<NodeEnd> {
  const calls = coveredCalls(approve.steps, run, ends, parts.registry);
  const id = inPass(`${run.id}:${name}`, run);
  const differences = run.pass?.differences ?? [];
  const question = { id, step: name, calls, expires: approve.expires, differences };
  return yield* approved(question, run, ends, parts);
}

/** Puts one question, and tells what was decided. Only what was approved may run from here on. */
export function* approved(question: Question, run: Run, ends: Ends, parts: DeskParts): Moves<NodeEnd> {
  const { id, step: name, calls } = question;
  if (!canBeShownWhole(calls)) return { state: 'stopped', outcome: 'assigned', why: tooMuch };

  const asked = yield* move(`${name}: ask`, () => askApprovers(question, run, ends, parts));
  if (isRefused(asked)) return { state: 'stopped', outcome: 'assigned', why: asked.why };
  if (asked?.state === 'unverified')
    return (yield* verify(question, run, parts)) ?? (yield* approved(question, run, ends, parts));
  const isListed = yield* together(question, run, parts);
  if (asked?.untilHalf && (asked.tellsOnLists || !isListed)) yield* awaitDecision(question, asked, run, parts);
  else yield* wait(id, asked?.within ?? question.expires ?? '15m'); // asked by an earlier release
  const closed = yield* move(`${name}: decided`, () => close(id, run, parts));

  switch (closed.state) {
    case 'approved':
      for (const { step } of calls) run.grants.set(step, grantOf(question, asked, closed.voters));
      return { state: 'done', output: { by: closed.by } };
    case 'denied':
      return { state: 'stopped', outcome: 'denied', why: deniedIn(closed) };
    case 'void':
      if (closed.isSentBack) return { state: 'stopped', outcome: 'denied', why: sentBackIn(closed), sentBack: id };
      return { state: 'stopped', outcome: 'assigned', why: closed.reason || 'Something it rests on has changed.' };
    case 'pending':
    case 'expired':
      return { state: 'stopped', outcome: 'expired', why: 'Nobody decided in time.' };
  }
}

function grantOf({ id, step }: Question, asked: Remembered | undefined, voters: readonly string[] = []): Grant {
  return { approvalId: id, step, digest: asked?.digest, voters, file: asked?.file ?? null };
}

/** A run of an earlier release wrote less down. */
type Remembered = Partial<Extract<Asked, { readonly state: 'asked' }>>;

/** A run of an earlier release wrote nothing down when it had asked. */
function isRefused(asked: Asked | undefined): asked is Extract<Asked, { readonly state: 'refused' }> {
  return asked?.state === 'refused';
}

/** The reason in quotation marks: what follows it is said by us. */
function deniedIn({ by, reason }: { readonly by: string; readonly reason: string }): string {
  return reason ? `${by} denied it: ${quoted(reason)}` : `${by} denied it.`;
}

function sentBackIn({ by, reason }: { readonly by: string; readonly reason: string }): string {
  return `${by} asked for changes: ${quoted(reason)}`;
}

/** With a full stop behind it, unless it has one. */
function quoted(reason: string): string {
  return /[.!?]$/.test(reason) ? `“${reason}”` : `“${reason}”.`;
}

/** The stored state counts, not the message that woke the run; the card shows it everywhere. */
async function close(id: string, run: Run, parts: DeskParts) {
  const approval = await closed(id, parts);
  await rewrite(approval.cards, approvalCard(approval, await parts.roster()), parts);
  if (approval.state === 'expired' || approval.batch) await tellExpiry(id, run, parts);
  await parts.tickets.moved(run.ticket.id, 'at work');
  return {
    state: approval.state,
    by: byAll(approval),
    reason: approval.reason ?? '',
    voters: approval.votes.map((vote) => vote.by.id),
    isSentBack: isSentBack(approval),
  };
}

/** Nobody's answer counts from here on, and the audit says so. */
function closed(id: string, { pool, approvals }: Pick<DeskParts, 'pool' | 'approvals'>) {
  return inTransaction(pool, async (client) => {
    const approval = await approvals.close(id, client);
    const { customerId, runId, state } = approval;
    const line = { customerId, runId, onceKey: `${id}:expired`, actor: 'desk', action: 'approval.expired' };
    if (state === 'expired') await record(client, { ...line, facts: closedFacts(approval, 'nobody decided in time') });
    return approval;
  });
}

function byAll({ votes, decidedBy, state }: Awaited<ReturnType<DeskParts['approvals']['close']>>): string {
  const names = state === 'approved' ? votes.map(({ by }) => by.name) : [];
  return names.length > 0 ? names.join(' and ') : (decidedBy?.name ?? 'Nobody');
}
