import { z } from 'zod';

/** What someone may do for one customer. Everybody who can write may ask; that needs no role. */
export const Role = z.enum(['requester', 'technician', 'approver', 'admin', 'auditor']);
export type Role = z.infer<typeof Role>;

/** A proven chat identity: the platform says who it is, never a name or an e-mail address. */
export const Identity = z.object({
  platform: z.string().min(1),
  workspace: z.string().min(1),
  user: z.string().min(1),
});
export type Identity = Readonly<z.infer<typeof Identity>>;

/** One that is somebody's: because desk.yaml says so or, within the last day or before, because they have proven it. */
const KnownIdentity = Identity.extend({ proven: z.enum(['lately', 'long ago']).optional() });
export type KnownIdentity = Readonly<z.infer<typeof KnownIdentity>>;

/** One human. `account` is the person's own account in the customer's directory. */
export const Person = z.object({
  id: z.string().min(1),
  name: z.string().min(1),
  account: z.email().optional(),
  identities: z.array(KnownIdentity).readonly(),
  roles: z.record(z.string(), z.array(Role).readonly()).readonly(),
});
export type Person = Readonly<z.infer<typeof Person>>;

/** The id of somebody whom no admin has linked to a person yet. */
export function unlinkedId({ platform, workspace, user }: Identity): string {
  return `${platform}:${workspace}:${user}`;
}

/** Equal means every part is equal; an empty part never is, because `Identity` refuses it. */
export function sameIdentity(a: Identity, b: Identity): boolean {
  return a.platform === b.platform && a.workspace === b.workspace && a.user === b.user;
}

/** Two entries that share an identity or an account are one human, whatever their names. */
export function isSamePerson(a: Person, b: Person): boolean {
  const sharesIdentity = a.identities.some((known) => b.identities.some((other) => sameIdentity(known, other)));
  const sharesAccount = a.account !== undefined && a.account.toLowerCase() === b.account?.toLowerCase();
  return a.id === b.id || sharesIdentity || sharesAccount;
}

/** Whether this id is theirs, or was before anybody had linked them. */
export function goesBy({ id, identities }: Person, known: string): boolean {
  return id === known || identities.some((identity) => unlinkedId(identity) === known);
}

/** Whether it is this person's account; case makes no difference in a directory. */
export function owns({ account: own }: Person, account: string | undefined): boolean {
  return account !== undefined && own?.toLowerCase() === account.toLowerCase();
}

/** Nobody has said who this is: it may be anybody who is not known otherwise on that chat. */
export function isUnlinked({ id, identities }: Person): boolean {
  return identities.some((identity) => id === unlinkedId(identity));
}

/** Whether one of their identities is of the workspace itself, and not of another one that was let in as a guest. */
export function isAtHome(
  { identities }: Pick<Person, 'identities'>,
  place: Pick<Identity, 'platform' | 'workspace'>,
): boolean {
  return identities.some(({ platform, workspace }) => platform === place.platform && workspace === place.workspace);
}

/** Whether they may do more than ask. */
export function holdsRole({ roles }: Person, customerId: string): boolean {
  return Object.hasOwn(roles, customerId) && (roles[customerId]?.some((role) => role !== 'requester') ?? false);
}

export function hasRole(person: Person, role: Role, customerId: string): boolean {
  return Object.hasOwn(person.roles, customerId) && (person.roles[customerId]?.includes(role) ?? false);
}
