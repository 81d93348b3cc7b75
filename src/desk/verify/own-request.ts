import { record } from '../../audit/record.ts';
import { isAtHome, isUnlinked, type Person } from '../../domain/person.ts';
import type { Place } from '../../domain/place.ts';
import { ownerOf, type Roster } from '../../domain/roster.ts';
import type { NewVerification, Verified } from '../../domain/verification.ts';
import { inTransaction } from '../../store/pool.ts';
import type { Question } from '../asked-approval.ts';
import type { DeskParts } from '../parts.ts';
import type { Run } from '../run.ts';
import { passedLine } from './lines.ts';
import { subjectOf } from './subject.ts';
import { ifItWasNotYou, tellQuietly } from './tell.ts';

/** Somebody who wants something for their own account, and says so in their own linked chat. */
interface OwnRequest {
  readonly about: NewVerification;
  readonly owner: Person;
  readonly place: Place;
}

/** The same person as `desk.yaml` links them now; a mail is never from its sender. */
export async function ownRequest(
  question: Question,
  run: Run,
  parts: Pick<DeskParts, 'registry' | 'roster' | 'platforms'>,
): Promise<OwnRequest | undefined> {
  const { requester, place } = run.ticket;
  const account = subjectOf(question, run, parts.registry);
  const roster = await parts.roster();
  const owner = account === undefined ? undefined : ownerOf(account, roster);
  if (!owner || account === undefined || !isOwnAccount(account, requester, roster)) return undefined;
  if (!parts.platforms.get(place.platform)?.isInteractive || !isKnownLong(owner, place)) return undefined;
  return { about: aboutThis(question, account, run), owner, place };
}

/** An identity that they linked themselves counts for what is sensitive from the second day on. */
function isKnownLong({ identities }: Person, place: Place): boolean {
  return isAtHome({ identities: identities.filter(({ proven }) => proven !== 'lately') }, place);
}

/** Whether whoever asked is the one person with that account, linked and still known. */
export function isOwnAccount(account: string, requester: Person, roster: Roster): boolean {
  return !isUnlinked(requester) && ownerOf(account, roster)?.id === requester.id;
}

export function aboutThis({ id, calls }: Question, account: string, { id: runId, ticket }: Run): NewVerification {
  return {
    ...{ id: `${id}:verification`, runId, ticketId: ticket.id, customerId: ticket.customerId },
    ...{ account, requester: ticket.requester },
    what: calls.map(({ title }) => title).join(', '),
  };
}

/** Writes down that they proved it by asking, and tells them wherever else they are: somebody else may sit in that chat. */
export async function verifiedByThemselves({ about, owner, place }: OwnRequest, parts: DeskParts): Promise<Verified> {
  const by = { id: owner.id, name: owner.name };
  const { id, account, what } = about;
  const passed = await inTransaction(parts.pool, async (client) => {
    await parts.verifications.begin(about, client);
    const news = await parts.verifications.pass(client, id, { way: 'self', by, partIds: [] });
    if (news) await record(client, passedLine(about, 'self', owner.id));
    return news;
  });
  const verified = (passed ?? (await parts.verifications.read(id)))?.verified;
  if (!verified) throw new Error(`${id} did not pass`);
  const others = owner.identities.filter((one) => one.platform !== place.platform || one.workspace !== place.workspace);
  await tellQuietly(
    { ...owner, identities: others },
    ifItWasNotYou(what, account, 'from another chat of yours'),
    parts,
  );
  return verified;
}
