import { record } from '../audit/record.ts';
import type { Approval } from '../domain/approval.ts';
import type { EscalationTime } from '../domain/customer.ts';
import { holdsAll } from '../domain/decision.ts';
import type { Person } from '../domain/person.ts';
import type { MessageRef } from '../domain/place.ts';
import type { Roster } from '../domain/roster.ts';
import { anyOf } from '../lib/any-of.ts';
import { inTransaction } from '../store/pool.ts';
import { customerIn, tellPerson } from './audience.ts';
import type { DeskParts } from './parts.ts';
import type { Run } from './run.ts';
import type { Sheet } from './sheet.ts';
import { cardsWith, type SheetCard } from './sheet-cards.ts';
import { undecided } from './undecided.ts';

/** Asks the second line about these too, where the customer has one and this is its time. It gives nobody a right that they don't hold. */
export async function escalate(
  due: readonly Approval[],
  sheet: Sheet,
  now: EscalationTime,
  run: Run,
  parts: DeskParts,
): Promise<void> {
  const roster = await parts.roster();
  const { escalation } = customerIn(roster, run.customer.id);
  if (escalation?.after !== now) return;

  const escalated: Approval[] = [];
  for (const asked of due) {
    const line = asked.secondLine ?? secondLineOf(asked, escalation.to, roster);
    const also = line.length > 0 ? await askAlso(asked, line, parts) : undefined;
    if (also) escalated.push(also);
  }
  if (escalated.length === 0) return;

  const line = roster.people.filter((one) => escalated.some(({ secondLine }) => secondLine?.includes(one.id)));
  for (const card of await cardsWith(escalated, sheet, roster, parts)) {
    await card.standsToo(await askDirectly(card, line, parts));
    await card.rewritten();
  }
  const names = undecided(escalated, roster.people).map(({ name }) => name);
  run.waitingFor(`Waiting for approval by ${anyOf(names)}.`);
  parts.log.info('approval.escalated', {
    approval: escalated.map(({ id }) => id).join(', '),
    to: line.map((one) => one.id),
  });
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
  { message, approvals }: SheetCard,
  line: readonly Person[],
  parts: DeskParts,
): Promise<MessageRef[]> {
  const told = await Promise.allSettled(line.map((one) => tellPerson(one, message, parts)));
  for (const failure of told.filter((result) => result.status === 'rejected'))
    parts.log.warn('approval.not-told', { approval: approvals[0]?.id, cause: failure.reason });
  return told.flatMap((result) => (result.status === 'fulfilled' ? result.value : []));
}
