import { z } from 'zod';
import { isUnlinked, type Person, unlinkedId } from '../domain/person.ts';

/** Somebody who has a part in an approval, with all that shows whether two of them are the same human. No name. */
export const Party = z.object({
  person: z.string(),
  linked: z.boolean(),
  /** Every chat identity they have, as platform:workspace:user. */
  identities: z.array(z.string()),
  /** Their own account in the customer's directory; in small letters. */
  account: z.string().nullable(),
});
export type Party = Readonly<z.infer<typeof Party>>;

export function partyOf(person: Person): Party {
  return {
    person: person.id,
    linked: !isUnlinked(person),
    identities: person.identities.map(unlinkedId),
    account: person.account?.toLowerCase() ?? null,
  };
}

/** Whether this id is theirs, or was before anybody had linked them. */
export function goesBy({ person, identities }: Party, id: string): boolean {
  return person === id || identities.includes(id);
}

/** Whether the log shows that two of them are one. */
export function isSameParty(one: Party, other: Party): boolean {
  return (
    one.person === other.person ||
    (one.account !== null && one.account === other.account) ||
    one.identities.some((identity) => other.identities.includes(identity))
  );
}
