import type { ConnectorError } from '../connector-error.ts';
import { vendorError } from '../vendor-error.ts';
import { type DirectoryAccount, readAccount } from './account.ts';
import type { GraphClient } from './client.ts';
import { rolesOf } from './roles.ts';
import { VENDOR } from './vendor.ts';

/** The account that was approved: what runs goes by its id, what people saw is its name. */
interface Target {
  readonly userId: string;
  readonly account: string;
}

interface Tolerance {
  /** Graph can do it for accounts of an on-premises directory too, and the next synchronisation leaves it alone. */
  readonly synchronised: boolean;
}

/** The account as it is now, read again right before it is changed. Throws when it is one that people look after. */
export async function readTarget(
  client: GraphClient,
  target: Target,
  tolerates: Tolerance,
  signal: AbortSignal,
): Promise<DirectoryAccount> {
  const [found, roles] = await Promise.all([
    readAccount(client, target.userId, signal),
    rolesOf(client, target.userId, signal),
  ]);
  if (!isSame(found.userId, target.userId) || !isSame(found.account, target.account)) throw anotherAccount();
  if (roles.length > 0)
    throw refused(
      'it holds an admin role',
      'Somebody who looks after administrators does this in the Entra admin centre, after checking in person.',
    );
  if (found.guest) throw refused('it is a guest', 'The organisation that the guest comes from can help.');
  if (found.synchronised && !tolerates.synchronised)
    throw refused(
      'it is managed in an on-premises directory',
      'Somebody who looks after that directory does it there.',
    );
  return found;
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function refused(because: string, remedy: string): ConnectorError {
  return vendorError(VENDOR, 'Not accepted', {
    detail: `the account is left alone: ${because}`,
    remedy,
    definite: true,
  });
}

function anotherAccount(): ConnectorError {
  return vendorError(VENDOR, 'Not found', {
    detail: 'the account goes by another sign-in name now',
    remedy: 'Look the account up again, and ask for a new approval.',
    definite: true,
  });
}
