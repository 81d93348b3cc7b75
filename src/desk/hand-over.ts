import { randomUUID } from 'node:crypto';
import { record } from '../audit/record.ts';
import type { Approval } from '../domain/approval.ts';
import type { Decider } from '../domain/decision.ts';
import { isSamePerson, type Person } from '../domain/person.ts';
import type { MessageRef } from '../domain/place.ts';
import type { Roster } from '../domain/roster.ts';
import { inTransaction, type PoolClient } from '../store/pool.ts';
import { approvalCard } from './approval-card.ts';
import { NobodyReached, rewrite, tellPerson } from './audience.ts';
import { type Decided, refusalNow } from './decide.ts';
import type { DeskParts } from './parts.ts';
import { undecided } from './undecided.ts';

/** Whom somebody wants to decide an approval in their place. */
export interface HandingOver extends Decider {
  readonly approvalId: string;
  readonly toId: string;
}

/** What became of it. Only `handed-over` changed something. */
export type HandedOver =
  | { readonly outcome: 'handed-over' | 'not-them' | 'not-reached'; readonly approval: Approval }
  | Extract<Decided, { outcome: 'too-late' | 'refused' | 'unknown' }>;

/** Has one person decide an approval whom another one names; both must be people who may. It takes the right from nobody. */
export async function handOver(handing: HandingOver, parts: DeskParts): Promise<HandedOver> {
  const asked = await parts.approvals.read(handing.approvalId);
  if (!asked) return { outcome: 'unknown' };
  const refused = refusalNow(asked, handing);
  if (refused) return refused;
  if (asked.state !== 'pending') return { outcome: 'too-late', approval: asked };

  const roster = await parts.roster();
  const to = undecided([asked], roster.people).find(({ id }) => id === handing.toId);
  if (!to || isSamePerson(to, handing.by)) return { outcome: 'not-them', approval: asked };
  if (asked.handedTo?.to.id === to.id) return { outcome: 'handed-over', approval: asked };
  const handedTo = { to: nameOf(to), by: nameOf(handing.by) };
  const handed = { ...asked, handedTo };
  const cards = await told(to, handed, roster, parts);
  if (!cards) return { outcome: 'not-reached', approval: asked };

  const written = await inTransaction(parts.pool, (client) => write(client, handedTo, handing, parts));
  await parts.approvals.shownOn(asked.id, cards);
  const now = (await parts.approvals.read(asked.id)) ?? handed;
  await rewrite(now.cards, approvalCard(now, roster), parts);
  if (written.outcome === 'handed-over')
    parts.log.info('approval.handed-over', { approval: asked.id, by: handedTo.by.id, to: to.id });
  return written;
}

/** Told before it is written down: whoever can't be reached is handed nothing. */
async function told(to: Person, handed: Approval, roster: Roster, parts: DeskParts): Promise<MessageRef[] | undefined> {
  try {
    return await tellPerson(to, approvalCard(handed, roster), parts);
  } catch (error) {
    if (error instanceof NobodyReached) return undefined;
    throw error;
  }
}

async function write(
  client: PoolClient,
  handedTo: NonNullable<Approval['handedTo']>,
  handing: HandingOver,
  { approvals }: Pick<DeskParts, 'approvals'>,
): Promise<HandedOver> {
  const held = await approvals.hold(client, handing.approvalId);
  if (!held) return { outcome: 'unknown' };
  if (!held.isOpen) return { outcome: 'too-late', approval: held.approval };
  const refused = refusalNow(held.approval, handing);
  if (refused) return refused;

  const { id, digest, customerId, runId } = held.approval;
  await record(client, {
    customerId,
    onceKey: `${id}:handed-over:${randomUUID()}`,
    actor: handing.by.id,
    action: 'approval.handed-over',
    runId,
    facts: { approval: id, digest, by: handedTo.by.id, to: handedTo.to.id, surface: handing.surface },
  });
  return { outcome: 'handed-over', approval: await approvals.handTo(client, id, handedTo) };
}

function nameOf({ id, name }: Person): { readonly id: string; readonly name: string } {
  return { id, name };
}
