import { randomUUID } from 'node:crypto';
import { record } from '../audit/record.ts';
import type { Message } from '../cards/card.ts';
import { noticeMessage } from '../cards/notice.ts';
import type { Customer } from '../domain/customer.ts';
import { type CodeOwner, type LinkRefusal, refusalOfLink, withLinks } from '../domain/link.ts';
import type { Identity } from '../domain/person.ts';
import type { Place } from '../domain/place.ts';
import { inTransaction, type PoolClient } from '../store/pool.ts';
import { belongingOf, type Caller, type KnownBelonging } from './caller.ts';
import { digestOfCode } from './link-code.ts';
import type { DeskParts } from './parts.ts';
import { whyNotHere } from './refuse.ts';

type Parts = Pick<DeskParts, 'pool' | 'links' | 'roster' | 'platforms' | 'log'>;

type Refusal = LinkRefusal | Exclude<KnownBelonging, 'member'>;
type Linked =
  | { readonly outcome: 'linked'; readonly owner?: CodeOwner }
  | { readonly outcome: 'refused'; readonly why: Refusal }
  | { readonly outcome: 'no-code' | 'too-many' };

/** Takes a code of another chat: from now on this identity is that person's. Link, audit line and the used code are one transaction. */
export async function link(
  written: string,
  by: Caller,
  customer: Customer,
  place: Place,
  parts: Parts,
): Promise<Message> {
  const codeDigest = digestOfCode(written);
  const belonging = by.belonging ?? (await belongingOf(by.through, place, parts));
  const known = await parts.roster();
  const linked = await inTransaction(parts.pool, async (client): Promise<Linked> => {
    const { links } = parts;
    const { through } = by;
    await links.takeTurn(client);
    if (await links.hasMade(client, codeDigest, through)) return { outcome: 'linked' };
    if (await links.hasTriedTooOften(client, through)) return { outcome: 'too-many' };
    const owner = await links.use(client, codeDigest);
    if (!owner) {
      await links.failed(client, through);
      return { outcome: 'no-code' };
    }
    const roster = withLinks(known, await links.current(client));
    const why = belonging === 'member' ? refusalOfLink(owner, through, customer.id, roster) : belonging;
    if (why) {
      await write(client, 'link.refused', randomUUID(), { owner, through, customer, why });
      return { outcome: 'refused', why };
    }
    const id = await links.make(client, codeDigest, owner.personId, through);
    await write(client, 'link.made', id, { owner, through, customer });
    return { outcome: 'linked', owner };
  });
  parts.log.info('link.tried', { ...by.through, outcome: linked.outcome });
  if (linked.outcome === 'linked' && linked.owner) await warn(linked.owner, by.through, parts);
  return noticeMessage(linked.outcome === 'refused' ? refusals[linked.why] : endings[linked.outcome]);
}

const endings = {
  linked:
    'Thank you, now I know who you are here too. For a day you can not approve here what is sensitive or critical. /msp unlink takes this back.',
  'no-code':
    'I do not know this code: it is wrong, used or older than ten minutes. /msp link on the other chat gives a new one.',
  'too-many': 'There were too many wrong codes within the hour. Please wait a while.',
} satisfies Record<Exclude<Linked['outcome'], 'refused'>, string>;

const refusals = {
  already: 'I know that already. Nothing was changed.',
  taken: 'This account belongs to somebody else, so nothing was changed. An admin can sort that out in desk.yaml.',
  'has-one':
    'You are known in this workspace under another account, so nothing was changed. /msp unlink takes back what you have linked; an admin can change what desk.yaml says.',
  'no-person': 'I do not know any more whose code this is, so nothing was changed. An admin can add them to desk.yaml.',
  'other-customer':
    'This code is from a chat of another organisation, where you have no role for this one, so nothing was changed. An admin can link you in desk.yaml.',
  ...whyNotHere,
} satisfies Record<Refusal, string>;

interface Told {
  readonly owner: CodeOwner;
  readonly through: Identity;
  readonly customer: Customer;
  readonly why?: Refusal;
}

async function write(client: PoolClient, action: string, id: string, { owner, through, customer, why }: Told) {
  const { personId, customerId: _, ...from } = owner;
  const facts = { person: personId, from, identity: through, ...(why ? { why } : {}) };
  await record(client, { customerId: customer.id, onceKey: `${action}:${id}`, actor: personId, action, facts });
}

/** Whoever is linked hears of it where they were known before, in case it was not they. */
async function warn({ platform, workspace, user }: CodeOwner, { platform: where }: Identity, parts: Parts) {
  const name = where.replace(/^./, (letter) => letter.toUpperCase());
  const text = `An account on ${name} was linked to you just now: what it does there is done in your name. If that was not you, write /msp unlink here and tell an admin.`;
  const direct = parts.platforms.get(platform)?.direct({ platform, workspace, user }, noticeMessage(text));
  await direct?.catch((cause: unknown) => parts.log.warn('link.not-told', { cause }));
}
