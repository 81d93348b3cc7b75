import { record } from '../audit/record.ts';
import type { Message } from '../cards/card.ts';
import { noticeMessage } from '../cards/notice.ts';
import type { Customer } from '../domain/customer.ts';
import { sameIdentity } from '../domain/person.ts';
import { inTransaction } from '../store/pool.ts';
import { tellPerson } from './audience.ts';
import type { Caller } from './caller.ts';
import type { DeskParts } from './parts.ts';

type Parts = Pick<DeskParts, 'pool' | 'links' | 'roster' | 'platforms' | 'log'>;

/** Ends everything that somebody has linked, from wherever they say so, and tells them on their other chats. */
export async function unlink(by: Caller, customer: Customer, parts: Parts): Promise<Message> {
  const ended = await inTransaction(parts.pool, async (client) => {
    const links = await parts.links.end(client, by.id);
    for (const { id, ...identity } of links) {
      const facts = { person: by.id, identity };
      const about = { customerId: customer.id, onceKey: `link.ended:${id}`, actor: by.id };
      await record(client, { ...about, action: 'link.ended', facts });
    }
    return links;
  });
  if (ended.length === 0) return noticeMessage(nothing);

  parts.log.info('link.ended', { person: by.id, links: ended.length });
  const identities = by.identities.filter((one) => !sameIdentity(one, by.through));
  await tellPerson({ ...by, identities }, noticeMessage(told), parts).catch((cause: unknown) =>
    parts.log.warn('link.not-told', { cause }),
  );
  return noticeMessage('What you had linked is taken back. Who you are by desk.yaml stays as it is.');
}

const nothing = 'You have linked nothing. Who you are by desk.yaml, an admin can change there.';
const told =
  'Everything that /msp link has connected with you was taken back just now. If that was not you, tell an admin.';
