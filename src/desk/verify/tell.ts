import type { Message } from '../../cards/card.ts';
import { noticeMessage } from '../../cards/notice.ts';
import type { Person } from '../../domain/person.ts';
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
