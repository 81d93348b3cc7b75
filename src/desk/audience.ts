import type { Message } from '../cards/card.ts';
import type { Ending } from '../chat/platform.ts';
import type { Customer } from '../domain/customer.ts';
import type { Identity, Person, Role } from '../domain/person.ts';
import type { MessageRef, Place } from '../domain/place.ts';
import { peopleWith, type Roster } from '../domain/roster.ts';
import { type Retry, retrying } from '../lib/retry.ts';
import type { DeskParts } from './parts.ts';

/** What telling somebody takes. */
export type Audience = Pick<DeskParts, 'platforms' | 'roster' | 'log'>;

/** A chat that is away for half a minute costs nobody a message. */
const PATIENCE = { attempts: 7, wait: '500ms' } as const;
/** A message that stands can wait for its next state, and those who wait for a decision can't. */
const PATIENCE_TO_REWRITE = { attempts: 4, wait: '500ms' } as const;

/** Nobody could be told, so nobody will act. */
export class NobodyReached extends Error {
  override readonly name = 'NobodyReached';
}

/** The customer as desk.yaml names it today; one that has gone is served no more. */
export async function currentCustomer(id: string, { roster }: Pick<Audience, 'roster'>): Promise<Customer> {
  return customerIn(await roster(), id);
}

export function customerIn({ customers }: Roster, id: string): Customer {
  const customer = customers.find((known) => known.id === id);
  if (!customer) throw new Error(`There is no customer ${id} any more. An admin can add it to desk.yaml.`);
  return customer;
}

/** Says something in a place, patiently. */
export function say(to: Place, message: Message, parts: Audience): Promise<MessageRef> {
  return patiently(() => platformOf(to.platform, parts).post(to, message));
}

/** Says what became of a ticket, where it came from. */
export function concludeAt(to: Place, ending: Ending, parts: Audience): Promise<void> {
  const platform = platformOf(to.platform, parts);
  return patiently(async () => {
    if (platform.conclude) await platform.conclude(to, ending);
    else await platform.post(to, ending.message);
  });
}

/** Whether whoever is there can press a button and sees a message change. */
export function isInteractive(place: Place, parts: Audience): boolean {
  return platformOf(place.platform, parts).isInteractive;
}

/** Says something that only this person sees. */
export function whisper(to: Place, person: Identity, message: Message, parts: Audience): Promise<void> {
  return patiently(() => platformOf(to.platform, parts).whisper(to, person, message));
}

/** Rewrites a message wherever it stands; one that can't be reached stays as it is and stops nothing. */
export async function rewrite(refs: readonly MessageRef[], message: Message, parts: Audience): Promise<void> {
  const tried = refs.map((ref) =>
    patiently(() => platformOf(ref.place.platform, parts).update(ref, message), PATIENCE_TO_REWRITE),
  );
  for (const failure of (await Promise.allSettled(tried)).filter((result) => result.status === 'rejected')) {
    parts.log.warn('chat.not-rewritten', { cause: failure.reason });
  }
}

/** Tells those with a role: in the customer's desk channels, or each of them directly. At least one must be reached. */
export async function tellRole(
  role: Role,
  customer: Customer,
  message: Message,
  parts: Audience,
): Promise<MessageRef[]> {
  return tellThem(peopleWith(role, customer.id, await parts.roster()), role, customer, message, parts);
}

/** The same for these people, who have the role. */
export async function tellThem(
  people: readonly Person[],
  role: Role,
  customer: Customer,
  message: Message,
  parts: Audience,
): Promise<MessageRef[]> {
  const posts =
    customer.desk.length > 0
      ? customer.desk.filter(({ platform }) => parts.platforms.has(platform)).map((place) => say(place, message, parts))
      : people.map((person) => tellPerson(person, message, parts));
  const told = await Promise.allSettled(posts);
  const reached = told.flatMap((result) => (result.status === 'fulfilled' ? result.value : []));
  if (reached.length > 0) return reached;
  throw new NobodyReached(
    `No ${role} of ${customer.name} could be reached. An admin can name one with a chat identity in desk.yaml.`,
    { cause: told.find((result) => result.status === 'rejected')?.reason },
  );
}

/** Tells all who hold a role, loudly: in the customer's desk channels, and admins and auditors directly too. Whoever can't be told stops nothing. */
export async function tellEverybody(customer: Customer, message: Message, parts: Audience): Promise<MessageRef[]> {
  const { people } = await parts.roster();
  const quiet = customer.desk.length > 0 ? ['admin', 'auditor'] : ['technician', 'approver', 'admin', 'auditor'];
  const alone = people.filter(({ roles }) => (roles[customer.id] ?? []).some((role) => quiet.includes(role)));
  const there = customer.desk.filter(({ platform }) => parts.platforms.has(platform));
  const told = await Promise.allSettled([
    ...there.map(async (place) => [await say(place, message, parts)]),
    ...alone.map((person) => tellPerson(person, message, parts)),
  ]);
  for (const failure of told.filter((result) => result.status === 'rejected'))
    parts.log.warn('role.not-told', { customer: customer.id, cause: failure.reason });
  return told.flatMap((result) => (result.status === 'fulfilled' ? result.value : []));
}

/** Tells one person directly, on every chat where they are known. */
export async function tellPerson(person: Person, message: Message, parts: Audience): Promise<MessageRef[]> {
  const known = person.identities.filter(({ platform }) => parts.platforms.get(platform)?.isInteractive);
  const told = await Promise.allSettled(
    known.map((identity) => patiently(() => platformOf(identity.platform, parts).direct(identity, message))),
  );
  const reached = told.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  if (reached.length > 0) return reached;
  throw new NobodyReached(`${person.name} could not be reached on any chat.`, {
    cause: told.find((result) => result.status === 'rejected')?.reason,
  });
}

/** Tells one person directly, in the first of their chats that takes it: what only they may see stands in one place. */
export async function tellAlone(person: Person, message: Message, parts: Audience): Promise<MessageRef> {
  let cause: unknown;
  for (const identity of person.identities.filter(({ platform }) => parts.platforms.get(platform)?.isInteractive)) {
    try {
      return await patiently(() => platformOf(identity.platform, parts).direct(identity, message));
    } catch (error) {
      cause = error;
    }
  }
  throw new NobodyReached(`${person.name} could not be reached on any chat.`, { cause });
}

function patiently<T>(work: () => Promise<T>, patience: Retry = PATIENCE): Promise<T> {
  return retrying(work, patience, (error) => (error as { passing?: unknown }).passing === true);
}

function platformOf(name: string, { platforms }: Audience) {
  const platform = platforms.get(name);
  if (!platform) throw new NobodyReached(`${name} is not connected any more. An admin can connect it in the settings.`);
  return platform;
}
