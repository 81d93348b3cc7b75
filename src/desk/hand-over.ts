import { randomUUID } from 'node:crypto';
import { record } from '../audit/record.ts';
import type { Approval } from '../domain/approval.ts';
import type { Decider } from '../domain/decision.ts';
import { isSamePerson, type Person } from '../domain/person.ts';
import type { MessageRef } from '../domain/place.ts';
import { inTransaction, type PoolClient } from '../store/pool.ts';
import { NobodyReached, tellPerson } from './audience.ts';
import { type Decided, refusalNow } from './decide.ts';
import type { DeskParts } from './parts.ts';
import type { Sheet } from './sheet.ts';
import { cardsWith, type SheetCard } from './sheet-cards.ts';
import { undecided } from './undecided.ts';

/** Whom somebody wants to decide in their place what stands on a sheet. */
export interface HandingOver extends Omit<Decider, 'digest'> {
  readonly toId: string;
  /** The digest of what they saw of it. */
  seen(approval: Approval): string;
}

/** What became of it. Only `handed-over` changed something. */
export type HandedOver =
  | { readonly outcome: 'handed-over' | 'not-them' | 'not-reached'; readonly approval: Approval }
  | Extract<Decided, { outcome: 'too-late' | 'refused' }>;

/**
 * Has one person decide what another one names, each approval by its own rules; both must be people who may. It takes the
 * right from nobody.
 */
export async function handOver(
  asked: readonly Approval[],
  sheet: Sheet,
  handing: HandingOver,
  parts: DeskParts,
): Promise<HandedOver[]> {
  const roster = await parts.roster();
  const to = roster.people.find(({ id }) => id === handing.toId);
  const ended = asked.flatMap((one) => endsEarly(one, to, handing) ?? []);
  const ready = asked.filter(({ id }) => !ended.some(({ approval }) => approval.id === id));
  if (!to || ready.length === 0) return ended;

  const handedTo = { to: nameOf(to), by: nameOf(handing.by) };
  for (const card of await cardsWith(
    ready.map((one) => ({ ...one, handedTo })),
    sheet,
    roster,
    parts,
  ))
    ended.push(...(await handOn(card, to, handing, parts)));
  return asked.flatMap(({ id }) => ended.find(({ approval }) => approval.id === id) ?? []);
}

/** Why it is not theirs to give, or not theirs to get; or that they have it already. */
function endsEarly(asked: Approval, to: Person | undefined, handing: HandingOver): HandedOver | undefined {
  const refused = refusalNow(asked, { ...handing, digest: handing.seen(asked) });
  if (refused) return refused;
  if (asked.state !== 'pending') return { outcome: 'too-late', approval: asked };
  if (!to || isSamePerson(to, handing.by) || undecided([asked], [to]).length === 0)
    return { outcome: 'not-them', approval: asked };
  return asked.handedTo?.to.id === to.id ? { outcome: 'handed-over', approval: asked } : undefined;
}

/** Told before it is written down: whoever can't be reached is handed nothing. */
async function handOn(card: SheetCard, to: Person, handing: HandingOver, parts: DeskParts): Promise<HandedOver[]> {
  const told = await reached(to, card, parts);
  if (!told) return card.approvals.map((approval) => ({ outcome: 'not-reached', approval }));

  const handed: HandedOver[] = [];
  for (const approval of card.approvals)
    handed.push(await inTransaction(parts.pool, (client) => write(client, approval, to, handing, parts)));
  await card.standsToo(told);
  await card.rewritten();
  for (const { outcome, approval } of handed)
    if (outcome === 'handed-over')
      parts.log.info('approval.handed-over', { approval: approval.id, by: handing.by.id, to: to.id });
  return handed;
}

async function reached(to: Person, { message }: SheetCard, parts: DeskParts): Promise<MessageRef[] | undefined> {
  try {
    return await tellPerson(to, message, parts);
  } catch (error) {
    if (error instanceof NobodyReached) return undefined;
    throw error;
  }
}

async function write(
  client: PoolClient,
  asked: Approval,
  to: Person,
  handing: HandingOver,
  { approvals }: Pick<DeskParts, 'approvals'>,
): Promise<HandedOver> {
  const held = await approvals.hold(client, asked.id);
  if (!held?.isOpen) return { outcome: 'too-late', approval: held?.approval ?? asked };
  const refused = refusalNow(held.approval, { ...handing, digest: handing.seen(asked) });
  if (refused) return refused;

  const { by, surface } = handing;
  const { id, digest, customerId, runId } = held.approval;
  await record(client, {
    customerId,
    onceKey: `${id}:handed-over:${randomUUID()}`,
    actor: by.id,
    action: 'approval.handed-over',
    runId,
    facts: { approval: id, digest, by: by.id, to: to.id, surface },
  });
  const handedTo = { to: nameOf(to), by: nameOf(by) };
  return { outcome: 'handed-over', approval: await approvals.handTo(client, id, handedTo) };
}

function nameOf({ id, name }: Person): { readonly id: string; readonly name: string } {
  return { id, name };
}
