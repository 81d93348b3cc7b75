import { record } from '../audit/record.ts';
import { breakGlassMessage } from '../cards/break-glass.ts';
import type { Message } from '../cards/card.ts';
import { noticeMessage } from '../cards/notice.ts';
import type { BreakGlass } from '../domain/break-glass.ts';
import type { Customer } from '../domain/customer.ts';
import type { Place } from '../domain/place.ts';
import { may } from '../domain/right.ts';
import type { Duration } from '../lib/duration.ts';
import { inTransaction, type PoolClient } from '../store/pool.ts';
import { currentCustomer, rewrite, tellEverybody } from './audience.ts';
import type { Caller } from './caller.ts';
import type { DeskParts } from './parts.ts';
import { type RefuseParts, refuse } from './refuse.ts';

/** How long a second admin has to confirm it, and how long it is open then. */
const CONFIRM_WITHIN: Duration = '10m';
const SHORTEST_REASON = 10;
const LONGEST_REASON = 500;

/** What an emergency takes. */
export type GlassParts = Pick<DeskParts, 'pool' | 'breakGlasses' | 'approvals' | 'roster' | 'platforms' | 'log'>;

/** Takes `/msp break-glass <reason>`: nothing is open before a second admin says so too. */
export async function askForBreakGlass(
  given: string,
  by: Caller,
  customer: Customer,
  place: Place,
  parts: GlassParts & RefuseParts,
): Promise<Message> {
  const reason = given.trim().slice(0, LONGEST_REASON);
  if (!may(by, 'break-glass', customer.id))
    return refuse({ right: 'break-glass', customerId: customer.id, matter: 'break-glass' }, by, place, parts);
  if (reason.length < SHORTEST_REASON)
    return noticeMessage('Say why, in a sentence: /msp break-glass <reason>. It is told to everybody.');

  await sweepBreakGlasses(parts);
  const before = await parts.breakGlasses.atWork(customer.id);
  const glass = await inTransaction(parts.pool, async (client) => {
    const askedBy = { id: by.id, name: by.name };
    const asked = await parts.breakGlasses.ask(client, { customerId: customer.id, reason, askedBy }, CONFIRM_WITHIN);
    if (asked) await write(client, 'asked', asked, by.id);
    return asked;
  });
  if (!glass)
    return noticeMessage(busy[before?.state === 'over' ? 'over' : before?.state === 'open' ? 'open' : 'asked']);
  await show(glass, customer, parts);
  return noticeMessage('Asked for. A second admin has to confirm it within 10 minutes; everybody with a role is told.');
}

const busy = {
  asked: 'Break-glass is asked for already. A second admin has to confirm it.',
  open: 'Break-glass is open already.',
  over: 'The last break-glass was not reviewed yet, so it can not be opened again. An admin or auditor who had no part in it has to review it first.',
};

/** Tells everybody with a role, in a message that stays up to date. */
export async function show(glass: BreakGlass, customer: Customer, parts: GlassParts): Promise<void> {
  const message = breakGlassMessage(glass, customer.name, await usesOf(glass, parts));
  await rewrite(glass.cards, message, parts);
  const cards = await tellEverybody(customer, message, parts);
  await parts.breakGlasses.shownOn(glass.id, cards);
}

/** Ends what has come to its end by itself, and asks for the review. One process after the other finds it done. */
export async function sweepBreakGlasses(parts: GlassParts): Promise<void> {
  for (const due of await parts.breakGlasses.due()) {
    const next = due.state === 'open' ? 'over' : 'lapsed';
    const moved = await inTransaction(parts.pool, async (client) => {
      const glass = await parts.breakGlasses.move(client, due.id, due.state, next);
      if (glass) await write(client, next, glass, 'desk');
      return glass;
    });
    if (moved) await show(moved, await currentCustomer(moved.customerId, parts), parts);
  }
}

/** Who opened it, and why, as the approval card says. */
export function wordsOf({ askedBy, confirmedBy, reason }: BreakGlass): string {
  return `opened by ${askedBy.name} and ${confirmedBy?.name ?? 'nobody'}: ${reason}`;
}

/** What was asked under it, a line each. */
export async function usesOf(glass: BreakGlass, { approvals }: Pick<GlassParts, 'approvals'>): Promise<string[]> {
  const used = await approvals.underGlass(glass.customerId, { id: glass.id, words: wordsOf(glass) });
  return used.map(({ ticketId, calls, target, state, requester, decidedBy }) => {
    const what = `${calls.map(({ title }) => title).join(', ')} for ${target.value}`;
    return `${ticketId}: ${what}, asked by ${requester.name}, ${state}${decidedBy ? ` by ${decidedBy.name}` : ''}`;
  });
}

/** What is told of an emergency, in the transaction in which it happens. */
export function write(
  client: PoolClient,
  what: BreakGlass['state'] | 'ended-early',
  { id, customerId, reason, askedBy, confirmedBy }: BreakGlass,
  actor: string,
): Promise<void> {
  return record(client, {
    customerId,
    onceKey: `break-glass:${id}:${what}`,
    actor,
    action: `break-glass.${what}`,
    facts: { glass: id, reason, askedBy: askedBy.id, confirmedBy: confirmedBy?.id ?? null },
  });
}
