import { z } from 'zod';
import { ConnectorError } from '../connector-error.ts';
import { vendorError } from '../vendor-error.ts';
import { accountPath, type GraphAsk } from './ask.ts';
import type { GraphClient } from './client.ts';
import { UsageLocation } from './fields.ts';
import { VENDOR } from './vendor.ts';

/** What we ask of an account; Graph leaves most of it out unless it is named. */
const ACCOUNT_FIELDS =
  'id,displayName,userPrincipalName,mail,accountEnabled,usageLocation,onPremisesSyncEnabled,userType,assignedLicenses,lastPasswordChangeDateTime';

/** An account as the directory has it now. */
export const DirectoryAccount = z
  .object({
    id: z.guid(),
    userPrincipalName: z.string().min(1),
    displayName: z.string().nullish(),
    accountEnabled: z.boolean(),
    userType: z.string().nullish(),
    onPremisesSyncEnabled: z.boolean().nullish(),
    usageLocation: UsageLocation.nullish(),
    assignedLicenses: z.array(z.object({ skuId: z.guid() })).nullish(),
    lastPasswordChangeDateTime: z.string().nullish(),
  })
  .transform((user) => ({
    userId: user.id,
    account: user.userPrincipalName,
    displayName: user.displayName ?? user.userPrincipalName,
    enabled: user.accountEnabled,
    // Somebody from outside who was made a member is kept by another organisation all the same.
    guest: user.userType === 'Guest' || user.userPrincipalName.includes('#EXT#'),
    synchronised: user.onPremisesSyncEnabled === true,
    licenses: (user.assignedLicenses ?? []).map(({ skuId }) => skuId),
    ...(user.usageLocation && { usageLocation: user.usageLocation }),
    passwordChangedAt: user.lastPasswordChangeDateTime ?? undefined,
  }));
export type DirectoryAccount = z.infer<typeof DirectoryAccount>;

/** The account with this id or sign-in name. Throws when there is none. */
export function readAccount(client: GraphClient, idOrAccount: string, signal: AbortSignal): Promise<DirectoryAccount> {
  const ask: GraphAsk = {
    method: 'GET',
    path: accountPath(idOrAccount),
    query: { $select: ACCOUNT_FIELDS },
    repeat: 'safe',
    permission: 'User.Read.All',
  };
  return client.ask(ask, DirectoryAccount, signal);
}

/** The one account that goes by an id, a sign-in name or an e-mail address, which is often not the sign-in name. */
export async function findAccount(client: GraphClient, user: string, signal: AbortSignal): Promise<DirectoryAccount> {
  const isAddress = user.includes('@');
  if (!isAddress && !z.guid().safeParse(user).success) throw noAccount();
  const named = await orUndefined(readAccount(client, user, signal));
  if (named) return named;
  if (!isAddress) throw noAccount();

  const value = user.replaceAll("'", "''");
  for (const $filter of [`mail eq '${value}'`, `proxyAddresses/any(p:p eq 'smtp:${value}')`]) {
    const query = { $filter, $select: ACCOUNT_FIELDS, $top: '2' };
    const found = await client.list({ path: '/users', query, permission: 'User.Read.All' }, DirectoryAccount, signal);
    if (found.length > 1) throw severalAccounts();
    if (found[0]) return found[0];
  }
  throw noAccount();
}

const MOST_ALIKE = 25;

/** Accounts that go by these words: their name, their first and last name, or their sign-in name begins with them. */
export function accountsNamed(client: GraphClient, name: string, signal: AbortSignal): Promise<DirectoryAccount[]> {
  const begins = (field: string, words: string) => `startsWith(${field},'${words.replaceAll("'", "''")}')`;
  const [first = name, ...rest] = name.split(' ');
  const last = rest.join(' ');
  const whole = ['displayName', 'givenName', 'surname', 'userPrincipalName'].map((field) => begins(field, name));
  const parted = last ? [`(${begins('givenName', first)} and ${begins('surname', last)})`] : [];
  const query = {
    $filter: [...whole, ...parted].join(' or '),
    $select: ACCOUNT_FIELDS,
    $top: String(MOST_ALIKE),
  };
  return firstPage(client, query, signal);
}

/** More than a page of people alike helps nobody to choose. */
async function firstPage(client: GraphClient, query: Readonly<Record<string, string>>, signal: AbortSignal) {
  const ask: GraphAsk = { method: 'GET', path: '/users', query, repeat: 'safe', permission: 'User.Read.All' };
  const { value } = await client.ask(ask, z.object({ value: z.array(DirectoryAccount) }), signal);
  return value.slice(0, MOST_ALIKE);
}

/** What was looked for, or nothing when Graph doesn't know it. */
export async function orUndefined<T>(looking: Promise<T>): Promise<T | undefined> {
  try {
    return await looking;
  } catch (error) {
    if (error instanceof ConnectorError && error.kind === 'notFound') return undefined;
    throw error;
  }
}

function noAccount(): ConnectorError {
  return vendorError(VENDOR, 'Not found', {
    detail: 'no such account',
    remedy: 'Use the sign-in name of the account, such as ada@contoso.com.',
    definite: true,
  });
}

function severalAccounts(): ConnectorError {
  return vendorError(VENDOR, 'More than one found', {
    detail: 'several accounts have this address',
    remedy: 'Use the sign-in name of the account that is meant.',
    definite: true,
  });
}
