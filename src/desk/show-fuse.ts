import type { Message } from '../cards/card.ts';
import { fuseMessage } from '../cards/fuse.ts';
import { noticeMessage } from '../cards/notice.ts';
import type { Customer } from '../domain/customer.ts';
import type { Fuse } from '../domain/fuse.ts';
import { hasRole } from '../domain/person.ts';
import { peopleWho } from '../domain/right.ts';
import { inMilliseconds, inPlainTime } from '../lib/duration.ts';
import { customerIn, rewrite, tellThem } from './audience.ts';
import { FUSE_OPEN, type HoldingParts } from './fuse.ts';
import type { DeskParts } from './parts.ts';

/** Shows a fuse that has blown, once; whoever comes to wait later is written into the list. Whoever can't be reached stops nothing. */
export async function showFuse(fuse: Fuse, runId: string, customer: Customer, parts: HoldingParts): Promise<void> {
  try {
    if (fuse.blownBy === runId && fuse.cards.length === 0) await post(fuse, customer, parts);
    else await rewriteFuse(fuse.id, parts);
  } catch (cause) {
    parts.log.error('fuse.not-shown', { fuse: fuse.id, customer: customer.id, cause });
  }
}

/** Writes it anew wherever it stands, as it is when it is its turn. */
export function rewriteFuse(id: string, parts: HoldingParts): Promise<void> {
  return parts.boards.rewritten(`fuse:${id}`, async () => {
    const fuse = await parts.fuses.read(id);
    if (fuse && fuse.cards.length > 0) await rewrite(fuse.cards, await fuseCard(fuse, parts), parts);
  });
}

/** A fuse as everybody sees it now. */
export async function fuseCard(fuse: Fuse, parts: Pick<DeskParts, 'fuses' | 'roster'>): Promise<Message> {
  const customer = customerIn(await parts.roster(), fuse.customerId);
  const waiting = (await parts.fuses.waiting(fuse.id)).map(({ paused }) => paused);
  return fuseMessage(fuse, customer.name, waiting, inPlainTime(inMilliseconds(FUSE_OPEN)));
}

async function post(fuse: Fuse, customer: Customer, parts: HoldingParts): Promise<void> {
  const roster = await parts.roster();
  const deciders = peopleWho('let-go-on', customer.id, roster);
  const cards = await tellThem(deciders, 'approver', customer, await fuseCard(fuse, parts), parts);
  await parts.fuses.shownOn(fuse.id, cards);
  await rewriteFuse(fuse.id, parts); // some may have come to wait meanwhile
  const others = roster.people.filter((one) => hasRole(one, 'technician', customer.id) && !deciders.includes(one));
  if (customer.desk.length > 0 || others.length === 0) return; // there they read the card itself
  const text = `There were more changes for ${customer.name} than usual, so further ones are paused. An approver decides whether they go on; nothing is lost.`;
  await tellThem(others, 'technician', customer, noticeMessage(text), parts);
}
