import { record } from '../audit/record.ts';
import { type Approval, type DecisionRefusal, refusalOf, type Verdict } from '../domain/approval.ts';
import type { Person } from '../domain/person.ts';
import { inTransaction } from '../store/pool.ts';
import type { DeskParts } from './parts.ts';
import { bindingDigest } from './plan.ts';

/** Somebody's answer to an approval. `digest` is that of the card they saw. */
export interface Decision {
  readonly approvalId: string;
  readonly digest: string;
  readonly verdict: Verdict;
  readonly reason?: string;
  readonly by: Person;
}

/** What became of a decision. Only `decided` changed something. */
export type Decided =
  | { readonly outcome: 'decided'; readonly approval: Approval }
  | { readonly outcome: 'too-late'; readonly approval: Approval }
  | { readonly outcome: 'refused'; readonly why: DecisionRefusal; readonly approval: Approval }
  | { readonly outcome: 'unknown' };

/** The one way to decide, for every chat: the decision, its audit line and the message to the run are one transaction. */
export async function decide(decision: Decision, parts: DeskParts): Promise<Decided> {
  const { approvalId, digest, verdict, reason, by } = decision;
  const asked = await parts.approvals.read(approvalId);
  if (!asked) return { outcome: 'unknown' };
  const isIntact = bindingDigest(asked) === asked.digest;
  const why = isIntact ? refusalOf(asked, by, digest) : 'changed';
  if (why) {
    parts.log.warn('approval.refused', { approval: approvalId, by: by.id, why });
    return { outcome: 'refused', why, approval: asked };
  }

  const decided = await inTransaction(parts.pool, async (client) => {
    const approval = await parts.approvals.decide(
      client,
      approvalId,
      digest,
      verdict,
      { id: by.id, name: by.name },
      reason,
    );
    if (!approval) return undefined;
    await record(client, {
      customerId: approval.customerId,
      onceKey: `${approvalId}:decided`,
      actor: by.id,
      action: `approval.${verdict}`,
      runId: approval.runId,
      facts: { approval: approvalId, digest },
    });
    await parts.runs().tell(approval.runId, approvalId, { verdict }, client);
    return approval;
  });
  if (decided) {
    parts.log.info(`approval.${verdict}`, { approval: approvalId, by: by.id });
    return { outcome: 'decided', approval: decided };
  }
  return { outcome: 'too-late', approval: (await parts.approvals.read(approvalId)) ?? asked };
}
