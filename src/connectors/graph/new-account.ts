import { z } from 'zod';
import { ConnectorError } from '../connector-error.ts';
import { vendorError } from '../vendor-error.ts';
import { findAccount, orUndefined } from './account.ts';
import { afterChange } from './after-change.ts';
import { accountPath, type GraphAsk } from './ask.ts';
import type { GraphClient } from './client.ts';
import { VENDOR } from './vendor.ts';

interface NewAccount {
  readonly account: string;
  readonly displayName: string;
  readonly usageLocation: string;
  readonly password: string;
  readonly reference: string;
}

interface Created {
  readonly userId: string;
  readonly account: string;
}

/**
 * Where our reference stands, so that an account can be recognised as the one that a call of ours made. The employee id
 * takes 16 characters only and belongs to the personnel department; of the free attributes the last one is used least:
 * https://learn.microsoft.com/graph/api/resources/onpremisesextensionattributes
 */
const MARK = 'extensionAttribute15';

const Marked = z.object({
  id: z.guid(),
  userPrincipalName: z.string(),
  onPremisesExtensionAttributes: z.object({ [MARK]: z.string().nullish() }).nullish(),
});

/** Creates an account that has to choose a password of its own. Throws when the sign-in name is taken. */
export async function createAccount(client: GraphClient, wanted: NewAccount, signal: AbortSignal): Promise<Created> {
  const { account, reference } = wanted;
  try {
    const { id, userPrincipalName } = await client.ask(creation(wanted), Marked, signal);
    return { userId: id, account: userPrincipalName };
  } catch (error) {
    if (!(error instanceof ConnectorError && error.kind === 'conflict')) throw error;
    const found = await afterChange(
      'An earlier try may have created the account.',
      createdFor(client, account, reference, signal),
    );
    if (found === 'absent' && !(await orUndefined(findAccount(client, account, signal)))) throw takenButUnseen();
    if (typeof found === 'string') throw error;
    return found;
  }
}

/** Looks whether the account that has this sign-in name was made by the call with this reference. */
export async function createdFor(
  client: GraphClient,
  account: string,
  reference: string,
  signal: AbortSignal,
): Promise<Created | 'of-another' | 'absent'> {
  const ask: GraphAsk = {
    method: 'GET',
    path: accountPath(account),
    query: { $select: 'id,userPrincipalName,onPremisesExtensionAttributes' },
    repeat: 'safe',
    permission: 'User.Read.All',
  };
  const found = await orUndefined(client.ask(ask, Marked, signal));
  if (!found) return 'absent';
  if (found.onPremisesExtensionAttributes?.[MARK] !== reference) return 'of-another';
  return { userId: found.id, account: found.userPrincipalName };
}

function creation({ account, displayName, usageLocation, password, reference }: NewAccount): GraphAsk {
  return {
    method: 'POST',
    path: '/users',
    json: {
      accountEnabled: true,
      displayName,
      userPrincipalName: account,
      mailNickname: nicknameOf(account),
      usageLocation,
      passwordProfile: { password, forceChangePasswordNextSignIn: true },
      onPremisesExtensionAttributes: { [MARK]: reference },
    },
    repeat: 'once',
    permission: 'User.ReadWrite.All',
  };
}

/** Exchange takes fewer letters here than sign-in names have. */
function nicknameOf(account: string): string {
  const [name = ''] = account.split('@');
  return name.replace(/[^A-Za-z0-9._-]/g, '').slice(0, 64) || 'account';
}

/** A new account takes a moment until it can be read; it may be ours. */
function takenButUnseen(): ConnectorError {
  return vendorError(VENDOR, 'Already exists', {
    detail: 'the account can not be read yet',
    remedy: 'Look in the Entra admin centre whether the account was created a moment ago.',
    definite: false,
  });
}
