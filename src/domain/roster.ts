import { z } from 'zod';
import { Customer } from './customer.ts';
import { hasRole, type Identity, owns, Person, type Role, sameIdentity, unlinkedId } from './person.ts';
import type { Place } from './place.ts';

/** Who is known: the customers and the people, as `desk.yaml` names them. */
export const Roster = z.object({ customers: z.array(Customer).readonly(), people: z.array(Person).readonly() });
export type Roster = Readonly<z.infer<typeof Roster>>;

/** The customer a message belongs to, by where it arrived; a channel's own entry wins over its workspace's. Ambiguous is nobody's. */
export function customerAt(place: Place, { customers }: Roster): Customer | undefined {
  const here = (channel: string | undefined) =>
    customers.filter(({ chats }) =>
      chats.some(
        (chat) => chat.platform === place.platform && chat.workspace === place.workspace && chat.channel === channel,
      ),
    );
  const exact = here(place.channel);
  const found = exact.length > 0 ? exact : here(undefined);
  return found.length === 1 ? found[0] : undefined;
}

/** The linked person, or somebody without any role who is known only by this identity. Linked twice is not linked. */
export function personOf(identity: Identity, shownName: string, { people }: Roster): Person {
  const linked = people.filter(({ identities }) => identities.some((known) => sameIdentity(known, identity)));
  return linked.length === 1 && linked[0] ? linked[0] : unlinkedPerson(identity, shownName);
}

/** Whoever goes by this identity, and nothing more is known or believed of them. */
export function unlinkedPerson(identity: Identity, shownName: string): Person {
  return { id: unlinkedId(identity), name: shownName || identity.user, identities: [identity], roles: {} };
}

/** The one person with this account in a directory; linked to two people, it is nobody's. */
export function ownerOf(account: string, { people }: Roster): Person | undefined {
  const owners = people.filter((person) => owns(person, account));
  return owners.length === 1 ? owners[0] : undefined;
}

export function peopleWith(role: Role, customerId: string, { people }: Roster): Person[] {
  return people.filter((person) => hasRole(person, role, customerId));
}
