import { answeredFacts } from '../audit/approval-facts.ts';
import { record } from '../audit/record.ts';
import { type Approval, type ApprovalState, type Verdict, votesMissing } from '../domain/approval.ts';
import { type Decider, type DecisionRefusal, refusalOf } from '../domain/decision.ts';
import { isTooNewFor } from '../domain/link.ts';
import type { Identity, Person } from '../domain/person.ts';
import { inTransaction, type PoolClient } from '../store/pool.ts';
import { bindingDigest } from './binding.ts';
import type { DeskParts } from './parts.ts';
import { withStandingVotes } from './standing-votes.ts';
import { mustBeTyped, type TypingDemand } from './typed-target.ts';

/** What somebody can say to it: a verdict, or that they want something else first. */
export type Saying = Verdict | 'changes-requested';

/** Somebody's answer to an approval. `digest` is that of the card they saw, `typed` what they wrote as the target's name. */
export interface Decision {
  readonly approvalId: string;
  readonly digest: string;
  readonly verdict: Saying;
  readonly reason?: string;
  readonly typed?: string;
  readonly by: Person;
  /** The identity through which they say so. */
  readonly through: Identity;
  /** The chat on which it is said. */
  readonly surface: string;
}

/** What became of a decision. Only `decided` and `voted` changed something. */
export type Decided =
  | { readonly outcome: 'decided'; readonly approval: Approval }
  | { readonly outcome: 'voted'; readonly approval: Approval }
  | { readonly outcome: 'type-it'; readonly why: TypingDemand; readonly approval: Approval }
  | { readonly outcome: 'say-what' | 'unchangeable'; readonly approval: Approval }
  | { readonly outcome: 'too-late'; readonly approval: Approval }
  | { readonly outcome: 'refused'; readonly why: DecisionRefusal; readonly approval: Approval }
  | { readonly outcome: 'unknown' };

type Parts = Pick<DeskParts, 'pool' | 'approvals' | 'roster' | 'runs' | 'log'>;

/** The one way to decide, for every chat: the decision, its audit line and the message to the run are one transaction. */
export async function decide(decision: Decision, parts: Parts): Promise<Decided> {
  const asked = await parts.approvals.read(decision.approvalId);
  if (!asked) return { outcome: 'unknown' };
  const early = refusalNow(asked, decision) ?? refusedAsNew(asked, decision);
  const { people } = await parts.roster(); // before the transaction, which should not wait for a second connection
  const decided = early ?? (await inTransaction(parts.pool, (client) => decideNow(client, decision, people, parts)));
  note(decided, decision, parts);
  return decided;
}

/** Also whatever was changed behind our back since it was asked. */
export function refusalNow(
  approval: Approval,
  decision: Decider,
): Extract<Decided, { outcome: 'refused' }> | undefined {
  const why = bindingDigest(approval) === approval.digest ? refusalOf(approval, decision) : 'changed';
  return why && { outcome: 'refused', why, approval };
}

/** An account that was linked just now may be somebody else's soon again; no is taken from it. */
function refusedAsNew(approval: Approval, { verdict, by, through }: Decision): Decided | undefined {
  const isTooNew = verdict === 'approved' && isTooNewFor(approval.risk, by, through);
  return isTooNew ? { outcome: 'refused', why: 'too-new', approval } : undefined;
}

function note(
  decided: Decided,
  { approvalId: approval, verdict, by }: Decision,
  { log }: Pick<DeskParts, 'log'>,
): void {
  if (decided.outcome === 'refused') log.warn('approval.refused', { approval, by: by.id, why: decided.why });
  if (decided.outcome === 'voted') log.info('approval.voted', { approval, by: by.id });
  if (decided.outcome === 'decided') log.info(`approval.${verdict}`, { approval, by: by.id });
}

async function decideNow(
  client: PoolClient,
  decision: Decision,
  people: readonly Person[],
  parts: Parts,
): Promise<Decided> {
  const { approvalId: id, verdict, reason, by, surface } = decision;
  const held = await parts.approvals.hold(client, id);
  if (!held) return { outcome: 'unknown' };
  const { approval, isOpen } = held;
  if (!isOpen) return { outcome: 'too-late', approval };
  const refused = refusalNow(approval, decision);
  if (refused) return refused;

  if (verdict === 'denied') return ended(client, verdict, reason, approval, decision, parts);
  if (verdict === 'changes-requested') {
    if (!approval.changeable) return { outcome: 'unchangeable', approval };
    if (!reason) return { outcome: 'say-what', approval };
    return ended(client, verdict, reason, approval, decision, parts);
  }
  const why = await mustBeTyped(client, approval, decision, parts);
  if (why) return { outcome: 'type-it', why, approval };

  const roles = by.roles[approval.customerId] ?? [];
  const voted = await parts.approvals.vote(client, id, { by: { id: by.id, name: by.name }, roles, surface });
  const standing = withStandingVotes(voted, people);
  if (votesMissing(standing) === 0) {
    const counted = standing.votes.map((vote) => vote.by.id);
    await parts.approvals.keepVotes(client, id, counted); // nobody is named whose yes decided nothing
    return ended(client, 'approved', undefined, standing, decision, parts);
  }
  await write(client, 'voted', voted, decision);
  return { outcome: 'voted', approval: standing };
}

async function ended(
  client: PoolClient,
  verdict: Saying,
  reason: string | undefined,
  { id, runId }: Approval,
  decision: Decision,
  parts: Parts,
): Promise<Decided> {
  const { id: personId, name } = decision.by;
  const state = states[verdict];
  const approval = await parts.approvals.end(client, id, { state, by: { id: personId, name }, reason });
  await write(client, verdict, approval, decision);
  await parts.runs().tell(runId, id, { verdict }, client);
  return { outcome: 'decided', approval };
}

/** What an approval is once somebody has said so. */
export const states = { approved: 'approved', denied: 'denied', 'changes-requested': 'void' } as const satisfies Record<
  Saying,
  ApprovalState
>;

/** Who said so, in which roles at that moment, where, and of exactly what. */
function write(client: PoolClient, what: Saying | 'voted', approval: Approval, { by, surface }: Decision) {
  const { id, customerId, runId } = approval;
  return record(client, {
    customerId,
    onceKey: what === 'voted' ? `${id}:voted:${by.id}` : `${id}:decided`,
    actor: by.id,
    action: `approval.${what}`,
    runId,
    facts: answeredFacts(approval, { by, surface }),
  });
}
