import type { Message } from '../../cards/card.ts';
import { noticeMessage } from '../../cards/notice.ts';
import type { Approval } from '../../domain/approval.ts';
import type { Person } from '../../domain/person.ts';
import { ownerOf } from '../../domain/roster.ts';
import { tellPerson } from '../audience.ts';
import type { DeskParts } from '../parts.ts';

type Parts = Pick<DeskParts, 'platforms' | 'roster' | 'log'>;

/** Tells somebody of it wherever they are. It is told beside what happens, and stops nothing. */
export async function tellQuietly(person: Person, message: Message, parts: Parts): Promise<void> {
  if (person.identities.length === 0) return;
  await tellPerson(person, message, parts).catch((cause) =>
    parts.log.warn('verification.not-told', { person: person.id, cause }),
  );
}

/** What somebody is told who may not have asked. */
export function ifItWasNotYou(what: string, account: string, how: string): Message {
  return noticeMessage(
    `${what} for ${account} was asked for ${how}. If that was not you, tell your service desk at once; it has not been done yet.`,
  );
}

/** Tells somebody who asked for themselves wherever else they are: somebody else may sit in that chat. */
export async function tellElsewhere(
  { verified, ticketId, customerId, calls }: Pick<Approval, 'verified' | 'ticketId' | 'customerId' | 'calls'>,
  parts: Parts & Pick<DeskParts, 'tickets'>,
): Promise<void> {
  const line = await parts.tickets.find(ticketId, customerId);
  const owner = verified && ownerOf(verified.account, await parts.roster());
  if (!line || !owner) return;
  const { platform, workspace } = line.ticket.place;
  const others = owner.identities.filter((one) => one.platform !== platform || one.workspace !== workspace);
  const what = calls.map(({ title }) => title).join(', ');
  const news = ifItWasNotYou(what, verified.account, 'from another chat of yours');
  await tellQuietly({ ...owner, identities: others }, news, parts);
}
