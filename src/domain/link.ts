import { type Identity, isAtHome, type KnownIdentity, type Person, sameIdentity } from './person.ts';
import type { Risk } from './risk.ts';
import type { Roster } from './roster.ts';

/** An identity that somebody has proven to be theirs as well. */
export interface Link extends Identity {
  readonly personId: string;
  /** Made less than a day ago, by the database's clock. */
  readonly isNew: boolean;
}

/** Everybody with what they have proven. Where desk.yaml names somebody's identity in a workspace, no other one counts there. */
export function withLinks(roster: Roster, links: readonly Link[]): Roster {
  if (links.length === 0) return roster;
  return { ...roster, people: roster.people.map((person) => withOwn(person, links)) };
}

function withOwn(person: Person, links: readonly Link[]): Person {
  const own = links.filter((link) => link.personId === person.id && !isAtHome(person, link));
  if (own.length === 0) return person;
  const proven = own.map(
    ({ platform, workspace, user, isNew }): KnownIdentity => ({
      ...{ platform, workspace, user },
      proven: isNew ? 'lately' : 'long ago',
    }),
  );
  return { ...person, identities: [...person.identities, ...proven] };
}

/** Somebody who took over an account for an hour could prove it to be theirs: for a day it approves nothing that could hand out an account. */
const waitsADay = {
  read: false,
  routine: false,
  change: false,
  sensitive: true,
  critical: true,
} satisfies Record<Risk, boolean>;

/** Whether they come by an identity that is proven too lately to approve something of this risk. */
export function isTooNewFor(risk: Risk, person: Person, through: Identity): boolean {
  const found = person.identities.find((known) => sameIdentity(known, through));
  return waitsADay[risk] && found?.proven === 'lately';
}

/** Somebody with what they have been known by for a day: what could hand out an account is told there alone. */
export function longKnown<P extends Pick<Person, 'identities'>>(person: P): P {
  return { ...person, identities: person.identities.filter(({ proven }) => proven !== 'lately') };
}

/** What a code was made for. */
export interface CodeOwner extends Identity {
  readonly personId: string;
  /** Whose chat it was asked for on. */
  readonly customerId: string;
}

/** Why a code does not link whoever wrote it; `already` is no failure. */
export type LinkRefusal = 'already' | 'taken' | 'has-one' | 'no-person' | 'other-customer';

/** Whether this identity may become one of the code's owner; a person has one identity in a workspace, and an identity one person. */
export function refusalOfLink(
  owner: CodeOwner,
  through: Identity,
  customerId: string,
  { people }: Roster,
): LinkRefusal | undefined {
  const holders = people.filter(({ identities }) => identities.some((known) => sameIdentity(known, through)));
  if (holders.some(({ id }) => id !== owner.personId)) return 'taken';
  if (holders.length > 0) return 'already';
  const person = people.find(({ id }) => id === owner.personId);
  if (!person) return 'no-person';
  if (isAtHome(person, through)) return 'has-one';
  if (customerId !== owner.customerId && !Object.hasOwn(person.roles, customerId)) return 'other-customer';
  return undefined;
}
