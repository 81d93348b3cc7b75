import type { Customer } from '../domain/customer.ts';
import { longKnown } from '../domain/link.ts';
import {
  holdsRole,
  type Identity,
  isSamePerson,
  isUnlinked,
  owns,
  type Person,
  sameIdentity,
} from '../domain/person.ts';
import { peopleWith, type Roster } from '../domain/roster.ts';
import { customerIn } from './audience.ts';
import { type Delivery, isCredential } from './deliveries.ts';
import type { DeskParts } from './parts.ts';
import type { Run } from './run.ts';

export type RecipientParts = Pick<DeskParts, 'roster' | 'platforms' | 'registry'>;

/** All that decides who gets a secret. */
interface Matter {
  readonly account: string | undefined;
  readonly customer: Customer;
  readonly roster: Roster;
  readonly run: Run;
  /** Whether it opens the account, which its owner can't enter until then. */
  readonly isCredential: boolean;
  /** What the account opens beside the account itself, as its vendor calls it. */
  readonly organisation: string | undefined;
  readonly platforms: DeskParts['platforms'];
}

/**
 * The one person a secret is for, with the identities where it may be said: docs/decisions/0016. A password never goes to
 * somebody who could have asked for it on behalf of others, or approved it.
 */
export async function recipientOf(
  delivery: Delivery,
  account: string | undefined,
  run: Run,
  parts: RecipientParts,
): Promise<Person | undefined> {
  const roster = await parts.roster();
  const customer = customerIn(roster, run.customer.id);
  const organisation = await parts.registry.organisationOf(delivery.operation, customer);
  const matter: Matter = {
    ...{ account, customer, roster, run, organisation, platforms: parts.platforms },
    isCredential: isCredential(delivery, parts),
  };
  const recipients = {
    owner: () => (isAmbiguous(matter) ? undefined : (reached(ownersIn(matter)[0], matter) ?? contactFor(matter))),
    requester: () => reached(uninvolved(linkedRequester(matter), matter), matter) ?? contactFor(matter),
    technician: () => technicianFor(matter),
  };
  return recipients[delivery.to]();
}

/** Why a secret can't be handed over, and what helps. */
export function noRecipient({ to }: Delivery, what: string): string {
  return `There is nobody to hand ${what} to. ${remedies[to]}`;
}

const remedies = {
  owner:
    'Its owner has to be linked on a connected chat that opens without this account, or the customer needs somebody else for it. An admin can say so in desk.yaml, as the identities of a person or as handover.contact of the customer.',
  requester:
    'Whoever asked has to be linked and hold no role, or the customer needs somebody else for it. An admin can say so in desk.yaml, as the identities of a person or as handover.contact of the customer.',
  technician: 'A technician has to be linked on a connected chat. An admin can do so in desk.yaml.',
} satisfies Record<Delivery['to'], string>;

function ownersIn({ account, roster: { people } }: Matter): Person[] {
  return people.filter((person) => owns(person, account));
}

/** Linked to two people, an account is nobody's. */
function isAmbiguous(matter: Matter): boolean {
  return ownersIn(matter).length > 1;
}

function linkedRequester({ run: { ticket }, roster: { people } }: Matter): Person | undefined {
  return isUnlinked(ticket.requester) ? undefined : people.find(({ id }) => id === ticket.requester.id);
}

/** The customer's contact takes what opens an account; what else there is, is its owner's alone. */
function contactFor(matter: Matter): Person | undefined {
  const { customer, roster, isCredential: opensAccount } = matter;
  const contact = roster.people.find(({ id }) => id === customer.handover?.contact);
  return opensAccount ? reached(uninvolved(contact, matter), matter) : undefined;
}

/** Not somebody with a role, who could ask for others, approve or change the rules; also not under another entry. */
function uninvolved(person: Person | undefined, { customer, roster: { people } }: Matter): Person | undefined {
  if (!person) return undefined;
  const isInvolved = people.some((other) => isSamePerson(other, person) && holdsRole(other, customer.id));
  return isInvolved ? undefined : person;
}

function technicianFor(matter: Matter): Person | undefined {
  const { roster, customer, run } = matter;
  const technicians = peopleWith('technician', customer.id, roster);
  const asked = technicians.filter(({ id }) => id === run.ticket.requester.id);
  return [...asked, ...technicians].map((person) => reached(person, matter)).find((person) => person !== undefined);
}

/** The same person with only those identities where a message would be seen by them for sure; `undefined` when there is none. */
function reached(person: Person | undefined, matter: Matter): Person | undefined {
  if (!person) return undefined;
  const { run, platforms } = matter;
  const open = longKnown(person)
    .identities.filter(({ platform }) => platforms.get(platform)?.isInteractive)
    .filter((identity) => !isLockedOut(identity, person, matter));
  const first = open.filter((identity) => isWhereAsked(identity, run));
  const others = open.filter((identity) => !isWhereAsked(identity, run));
  return open.length > 0 ? { ...person, identities: [...first, ...others] } : undefined;
}

/** An identity in the very organisation whose account has no password yet, unless the ticket itself came from there. */
function isLockedOut(
  identity: Identity,
  person: Person,
  { isCredential: opensAccount, account, organisation, run }: Matter,
) {
  const isInside = organisation !== undefined && identity.workspace.toLowerCase() === organisation.toLowerCase();
  return opensAccount && isInside && owns(person, account) && !isWhereAsked(identity, run);
}

function isWhereAsked(identity: Identity, { ticket }: Run): boolean {
  const { requester, place } = ticket;
  const isThere = place.platform === identity.platform && place.workspace === identity.workspace;
  return isThere && requester.identities.some((asked) => sameIdentity(asked, identity));
}
