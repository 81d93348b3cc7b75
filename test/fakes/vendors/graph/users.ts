import { randomUUID } from 'node:crypto';
import type { VendorAnswer, VendorRequest } from '../vendor.ts';
import { badRequest, denied, noContent, notFound, ok } from './answers.ts';
import type { Tenant, User } from './tenant.ts';

/** Whether the token suffices, by any of these. */
export type Allows = (...permissions: readonly string[]) => boolean;

const DEFAULT = [
  'businessPhones',
  'displayName',
  'givenName',
  'id',
  'jobTitle',
  'mail',
  'mobilePhone',
  'officeLocation',
  'preferredLanguage',
  'surname',
  'userPrincipalName',
];
const readers = ['User.Read.All', 'User.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'];
const writers = ['User.ReadWrite.All', 'Directory.ReadWrite.All'];

/** The account in the path, by id or sign-in name, once the directory's replicas know it. */
export function userIn(tenant: Tenant, segment: string): User | undefined {
  const name = decodeURIComponent(segment).toLowerCase();
  const found = tenant.users.find(({ id, userPrincipalName }) => [id, userPrincipalName.toLowerCase()].includes(name));
  if (!found || found.unseenFor === 0) return found;
  found.unseenFor -= 1;
  return undefined;
}

export function readUser(tenant: Tenant, segment: string, { query }: VendorRequest, allows: Allows): VendorAnswer {
  if (!allows(...readers)) return denied();
  const user = userIn(tenant, segment);
  return user ? ok(selected(user, query)) : notFound(decodeURIComponent(segment));
}

/** The account of the manager, or a contact of the organisation, which has no sign-in name. */
export function readManager(tenant: Tenant, segment: string, { query }: VendorRequest, allows: Allows): VendorAnswer {
  if (!allows(...readers)) return denied();
  const user = userIn(tenant, segment);
  if (!user) return notFound(decodeURIComponent(segment));
  if (user.managerId === undefined) return notFound('manager');
  const manager = tenant.users.find(({ id }) => id === user.managerId);
  return manager
    ? ok({ '@odata.type': '#microsoft.graph.user', ...selected(manager, query) })
    : ok({ '@odata.type': '#microsoft.graph.orgContact', id: user.managerId, displayName: 'A contact' });
}

export function listUsers(tenant: Tenant, { query }: VendorRequest, allows: Allows): VendorAnswer {
  if (!allows(...readers)) return denied();
  const $filter = query.get('$filter');
  const top = Number(query.get('$top') ?? 100);
  const matching = $filter === null ? () => true : matcher($filter);
  if (!matching) return badRequest(`Invalid filter clause: ${$filter}`);
  const found = tenant.users.filter(matching).slice(0, top);
  return ok({ value: found.map((user) => selected(user, query)) });
}

/** The forms that are asked for; a quote that was not doubled fits none. */
function matcher($filter: string): ((user: User) => boolean) | undefined {
  const [, mail] = /^mail eq '((?:[^']|'')*)'$/.exec($filter) ?? [];
  const [, proxy] = /^proxyAddresses\/any\(p:p eq '((?:[^']|'')*)'\)$/.exec($filter) ?? [];
  const beginnings = beginningsIn($filter);
  const plain = (text: string) => text.replaceAll("''", "'").toLowerCase();
  if (beginnings)
    return (user) => beginnings.some((all) => all.every(([field, text]) => begins(user[field], plain(text))));
  if (mail !== undefined) return (user) => user.mail?.toLowerCase() === plain(mail);
  if (proxy !== undefined) return (user) => user.proxyAddresses.some((one) => one.toLowerCase() === plain(proxy));
  return undefined;
}

const fields = ['displayName', 'givenName', 'surname', 'userPrincipalName'] as const;
type NameField = (typeof fields)[number];
const one = `startsWith\\((${fields.join('|')}),'((?:[^']|'')*)'\\)`;
const both = `\\(${one} and ${one}\\)`;

/** Beginnings joined by `or`, some of them two at once. These need no `ConsistencyLevel`. */
function beginningsIn($filter: string): [NameField, string][][] | undefined {
  if (!new RegExp(`^(?:${one}|${both})(?: or (?:${one}|${both}))*$`).test($filter)) return undefined;
  return [...$filter.matchAll(new RegExp(`${both}|${one}`, 'g'))].map(([, ...found]) => {
    const [a, x, b, y, c, z] = found;
    const pairs = [
      [a, x],
      [b, y],
      [c, z],
    ].filter(([field]) => field !== undefined);
    return pairs as [NameField, string][];
  });
}

function begins(value: string | null, text: string): boolean {
  return value?.toLowerCase().startsWith(text) ?? false;
}

function selected(user: User, query: URLSearchParams): object {
  const wanted = query.get('$select')?.split(',') ?? DEFAULT;
  return Object.fromEntries(Object.entries(user).filter(([name]) => wanted.includes(name)));
}

export function createUser(tenant: Tenant, { body }: VendorRequest, allows: Allows): VendorAnswer {
  if (!allows(...writers)) return denied();
  const asked = JSON.parse(body);
  const { userPrincipalName, displayName, mailNickname, accountEnabled, passwordProfile } = asked;
  if (!userPrincipalName || !displayName || !mailNickname || accountEnabled === undefined || !passwordProfile?.password)
    return badRequest('A value is required for a property of the resource.');
  if (!userPrincipalName.endsWith('.example'))
    return badRequest(
      'The domain portion of the userPrincipalName property is invalid. You must use one of the verified domain names.',
    );
  const isTaken = tenant.users.some((user) => user.userPrincipalName.toLowerCase() === userPrincipalName.toLowerCase());
  if (isTaken)
    return badRequest('Another object with the same value for property userPrincipalName already exists.', [
      { code: 'ObjectConflict', message: 'Another object has it.', target: 'userPrincipalName' },
    ]);
  const refused = passwordFault(tenant, passwordProfile.password);
  if (refused) return refused;
  const { mailNickname: _, ...kept } = asked;
  const added = tenant.addUser({ usageLocation: null, ...kept, unseenFor: tenant.replicationLag });
  return ok(
    { ...selected(added, new URLSearchParams()), onPremisesExtensionAttributes: added.onPremisesExtensionAttributes },
    201,
  );
}

export function updateUser(tenant: Tenant, segment: string, { body }: VendorRequest, allows: Allows): VendorAnswer {
  const user = userIn(tenant, segment);
  if (!user) return notFound(segment);
  const { passwordProfile, accountEnabled, usageLocation, ...others } = JSON.parse(body);
  if (Object.keys(others).length > 0) return badRequest('The fake knows no such change.');
  const sensitive = passwordProfile !== undefined || accountEnabled !== undefined;
  if (passwordProfile !== undefined && !allows('User-PasswordProfile.ReadWrite.All')) return denied();
  if (accountEnabled !== undefined && !allows('User.EnableDisableAccount.All', ...writers)) return denied();
  if (usageLocation !== undefined && !allows(...writers)) return denied();
  if (sensitive && user.roles.length > 0) return denied();
  if (passwordProfile !== undefined) {
    if (user.onPremisesSyncEnabled)
      return badRequest('Unable to update the specified properties for on-premises mastered objects.');
    const refused = passwordFault(tenant, passwordProfile.password);
    if (refused) return refused;
    if (user.passwordProfile.password !== passwordProfile.password) {
      tenant.passwordChanges += 1;
      user.lastPasswordChangeDateTime = new Date(Date.UTC(2026, 10, 23, 4, tenant.passwordChanges)).toISOString();
    }
    user.passwordProfile = passwordProfile;
  }
  if (accountEnabled !== undefined) user.accountEnabled = accountEnabled;
  if (usageLocation !== undefined) user.usageLocation = usageLocation;
  return noContent();
}

function passwordFault({ bannedPassword }: Tenant, password: string): VendorAnswer | undefined {
  const kinds = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9]/].filter((kind) => kind.test(password)).length;
  const isWeak = password.length < 8 || password.length > 256 || kinds < 3 || bannedPassword?.test(password);
  return isWeak
    ? badRequest(`The specified password '${password}' does not comply with password complexity requirements.`)
    : undefined;
}

export function revokeSessions(tenant: Tenant, segment: string, allows: Allows): VendorAnswer {
  if (!allows('User.RevokeSessions.All', ...writers)) return denied();
  const user = userIn(tenant, segment);
  if (!user) return notFound(segment);
  user.signedIn = false;
  return ok({ '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#Edm.Boolean', value: true });
}

/** The value of a pass is in this one answer and nowhere else. */
export function createPass(tenant: Tenant, segment: string, { body }: VendorRequest, allows: Allows): VendorAnswer {
  if (!allows('UserAuthMethod-TAP.ReadWrite.All', 'UserAuthenticationMethod.ReadWrite.All')) return denied();
  const user = userIn(tenant, segment);
  if (!user) return notFound(segment);
  const { isUsableOnce = false, lifetimeInMinutes = 60 } = JSON.parse(body || '{}');
  if (lifetimeInMinutes < 10 || lifetimeInMinutes > 43_200) return badRequest('lifetimeInMinutes is out of range.');
  const pass = `TAP-${randomUUID().slice(0, 8)}`;
  user.passes.push({ pass, isUsableOnce, lifetimeInMinutes });
  return ok(
    {
      id: randomUUID(),
      temporaryAccessPass: pass,
      isUsable: true,
      isUsableOnce,
      lifetimeInMinutes,
      methodUsabilityReason: 'EnabledByPolicy',
    },
    201,
  );
}
