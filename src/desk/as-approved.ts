import { type Approval, type PlannedCall, votesMissing } from '../domain/approval.ts';
import { holdsAll } from '../domain/decision.ts';
import type { Ends } from '../runs/graph.ts';
import type { PoolClient } from '../store/pool.ts';
import { askedApproval, judged } from './asked-approval.ts';
import { bindingDigest } from './binding.ts';
import { type Difference, differencesFrom } from './differences.ts';
import { guardAgainst } from './guards.ts';
import { counted, refusalWords } from './limits.ts';
import { fileDigest } from './look-again.ts';
import type { DeskParts } from './parts.ts';
import { isOperation, planned } from './plan.ts';
import type { Grant, Run } from './run.ts';
import { standingVotes } from './standing-votes.ts';
import { type WishParts, wishBehind } from './verify/wish.ts';

/** Whether a call that was approved may still be sent; and if not, why not. */
export type Found =
  | { readonly state: 'as approved' }
  /** Somebody has changed the approval itself behind the desk's back. */
  | { readonly state: 'forged' }
  /** Nothing of it can be asked for again. */
  | { readonly state: 'stopped'; readonly why: string }
  | { readonly state: 'different'; readonly differences: readonly Difference[] };

type Parts = WishParts &
  Pick<DeskParts, 'counts' | 'policyFor' | 'workflows'> & {
    readonly approvals: Pick<DeskParts['approvals'], 'read'>;
  };

/**
 * Puts the question that was approved once more, of what is known now, and compares. `run` is up to date; whatever else
 * may have changed is read here. `call` is what is about to be sent.
 */
export async function foundOf(
  call: PlannedCall,
  grant: Grant,
  run: Run,
  ends: Ends,
  parts: Parts,
  client?: PoolClient,
): Promise<Found> {
  const approval = await parts.approvals.read(grant.approvalId, client);
  if (!approval || isForged(approval, grant)) return { state: 'forged' };

  const stop = guardAgainst(grant.step, run, ends);
  if (stop) return { state: 'stopped', why: stop.why };

  const { registry } = parts;
  const calls = approval.calls.map((approved) =>
    approved.step === call.step ? call : callNow(approved, run, ends, parts),
  );
  const policy = await parts.policyFor(run.customer.id);
  const { id, differences } = approval;
  const { verified, isVerified } = await wishBehind({ step: grant.step, calls }, run, parts, client);
  const question = { id, step: grant.step, calls, expires: undefined, differences, isVerified };
  const countings = await counted(question, run, ends, policy, 'sent', parts, client);
  const judgement = judged(question, run, ends, registry, policy, countings);
  if (judgement.outcome === 'refused')
    return { state: 'stopped', why: refusalWords(judgement, calls, countings, policy) };

  const { people } = await parts.roster();
  const approvers = people.filter((one) => holdsAll({ ...judgement, customerId: run.customer.id }, one));
  const about = { judgement, policy, expiresAt: approval.expiresAt, verified };
  const asked = askedApproval(question, about, approvers, run, ends, registry);
  const { approverIds, cards, state, votes } = approval; // who was asked later was asked too
  const now: Approval = { ...asked, approverIds, cards, state, votes };
  const standing = standingVotes(now, people);
  const file = fileDigest(run, parts);

  const isSame = now.digest === approval.digest && file === grant.file && state === 'approved';
  if (isSame && votesMissing({ ...now, votes: standing }) === 0) return { state: 'as approved' };
  const isEdited = file !== grant.file;
  return { state: 'different', differences: differencesFrom(approval, now, { standing, isEdited }, run) };
}

/** What is done already was approved as it was. */
function callNow(approved: PlannedCall, run: Run, ends: Ends, { registry }: Parts): PlannedCall {
  const step = run.workflow.steps[approved.step];
  if (ends.has(approved.step) || !step || !isOperation(step)) return approved;
  return planned(approved.step, step, run, ends, registry);
}

/** Not as the journal of the run has it. What was made void decides nothing any more, and that may be said by anybody. */
function isForged(approval: Approval, { digest, voters }: Grant): boolean {
  const { state, votes } = approval;
  return (
    (state !== 'approved' && state !== 'void') ||
    bindingDigest(approval) !== approval.digest ||
    approval.digest !== digest ||
    votes.length !== voters.length ||
    votes.some(({ by }) => !voters.includes(by.id))
  );
}
