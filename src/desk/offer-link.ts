import type { Message } from '../cards/card.ts';
import { noticeMessage } from '../cards/notice.ts';
import type { Customer } from '../domain/customer.ts';
import { isUnlinked } from '../domain/person.ts';
import type { Place } from '../domain/place.ts';
import { inTransaction } from '../store/pool.ts';
import { belongingOf, type Caller } from './caller.ts';
import { createCode, digestOfCode } from './link-code.ts';
import type { DeskParts } from './parts.ts';
import { whyNotHere } from './refuse.ts';

type Parts = Pick<DeskParts, 'pool' | 'links' | 'platforms' | 'log'>;

/** Gives somebody who is known here a code that says on another chat that they are the same person. Nobody else may see it. */
export async function offerLink(by: Caller, customer: Customer, place: Place, parts: Parts): Promise<Message> {
  if (isUnlinked(by)) return noticeMessage(unknown);
  const belonging = by.belonging ?? (await belongingOf(by.through, place, parts));
  if (belonging !== 'member') return noticeMessage(whyNotHere[belonging]);

  const code = createCode();
  const owner = { ...by.through, personId: by.id, customerId: customer.id };
  const isOffered = await inTransaction(parts.pool, async (client) => {
    await parts.links.takeTurn(client);
    return parts.links.offer(client, digestOfCode(code), owner);
  });
  return noticeMessage(isOffered ? told(code) : 'You have asked for many codes within the hour. Please wait a while.');
}

const unknown =
  'I do not know yet who you are here, so I can not say it for you. Write /msp link on a chat where I know you: it gives you a code for here. If I know you nowhere, an admin can add you to desk.yaml.';

function told(code: string): string {
  return `On the other chat, write to me alone: /msp link ${code}. It works once, within ten minutes. Show it to nobody: whoever writes it there becomes you.`;
}
