import { record } from '../audit/record.ts';
import type { Approval } from '../domain/approval.ts';
import type { EscalationTime } from '../domain/customer.ts';
import { holdsAll } from '../domain/decision.ts';
import type { MessageRef } from '../domain/place.ts';
import type { Roster } from '../domain/roster.ts';
import { anyOf } from '../lib/any-of.ts';
import { inTransaction } from '../store/pool.ts';
import { approvalCard } from './approval-card.ts';
import { customerIn, tellPerson } from './audience.ts';
import type { DeskParts } from './parts.ts';
import type { Run } from './run.ts';
import { undecided } from './undecided.ts';

/** Asks the second line about these too, where the customer has one and this is its time. It gives nobody a right that they don't hold. */
export async function escalate(
  due: readonly Approval[],
  now: EscalationTime,
  run: Run,
  parts: DeskParts,
): Promise<void> {
  const roster = await parts.roster();
  const { escalation } = customerIn(roster, run.customer.id);
  if (escalation?.after !== now) return;

  for (const asked of due) {
    const line = asked.secondLine ?? secondLineOf(asked, escalation.to, roster);
    const escalated = line.length > 0 ? await askAlso(asked, line, parts) : undefined;
    if (!escalated) continue;
    await parts.approvals.shownOn(asked.id, await askDirectly(escalated, line, roster, parts));
    const names = undecided([escalated], roster.people).map(({ name }) => name);
    run.waitingFor(`Waiting for approval by ${anyOf(names)}.`);
    parts.log.info('approval.escalated', { approval: asked.id, to: line });
  }
}

/** Those of it who hold what is demanded, and were not asked at once. */
function secondLineOf(asked: Approval, named: readonly string[], { people }: Roster): string[] {
  return people
    .filter((one) => named.includes(one.id) && !asked.approverIds.includes(one.id) && holdsAll(asked, one))
    .map(({ id }) => id);
}

/** The approval as it stands with them; `undefined` when nobody can decide it any more. */
function askAlso({ id, digest }: Approval, line: readonly string[], parts: DeskParts): Promise<Approval | undefined> {
  return inTransaction(parts.pool, async (client) => {
    const held = await parts.approvals.hold(client, id);
    if (!held?.isOpen) return undefined;
    const { customerId, runId } = held.approval;
    const facts = { approval: id, digest, approvers: line };
    const action = 'approval.escalated';
    await record(client, { customerId, onceKey: `${id}:escalated`, actor: 'desk', action, runId, facts });
    return parts.approvals.askAlso(client, id, line);
  });
}

/** Whoever can't be reached is not waited for: the others have it too. */
async function askDirectly(
  approval: Approval,
  line: readonly string[],
  roster: Roster,
  parts: DeskParts,
): Promise<MessageRef[]> {
  const people = roster.people.filter(({ id }) => line.includes(id));
  const told = await Promise.allSettled(people.map((one) => tellPerson(one, approvalCard(approval, roster), parts)));
  for (const failure of told.filter((result) => result.status === 'rejected'))
    parts.log.warn('approval.not-told', { approval: approval.id, cause: failure.reason });
  return told.flatMap((result) => (result.status === 'fulfilled' ? result.value : []));
}
