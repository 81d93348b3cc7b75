import { z } from 'zod';
import type { DirectoryAccount } from './account.ts';
import { accountPath } from './ask.ts';
import type { GraphClient } from './client.ts';
import type { Permission } from './permissions.ts';

type Change =
  | { readonly accountEnabled: boolean }
  | { readonly usageLocation: string }
  | { readonly passwordProfile: { readonly password: string; readonly forceChangePasswordNextSignIn: true } };

/** Sets one thing of an account. Two in one request would both fail where the right to one is missing. */
export async function changeAccount(
  client: GraphClient,
  { userId }: DirectoryAccount,
  change: Change,
  permission: Permission,
  signal: AbortSignal,
): Promise<void> {
  const ask = { method: 'PATCH', path: accountPath(userId), json: change, repeat: 'safe', permission } as const;
  await client.ask(ask, z.undefined(), signal);
}
