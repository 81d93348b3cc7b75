import { z } from 'zod';
import { ConnectorError } from '../connector-error.ts';
import { type DirectoryAccount, readAccount } from './account.ts';
import { changeAccount } from './change-account.ts';
import type { GraphClient } from './client.ts';

const Refused = z.object({ status: z.literal(400) });

/**
 * Sets a one-time password. When an earlier try may have set it and the last one was refused, as password history does
 * with a repeat, the directory is asked whether the password has changed.
 */
export async function setPassword(
  client: GraphClient,
  target: DirectoryAccount,
  password: string,
  signal: AbortSignal,
): Promise<void> {
  const passwordProfile = { password, forceChangePasswordNextSignIn: true } as const;
  try {
    await changeAccount(client, target, { passwordProfile }, 'User-PasswordProfile.ReadWrite.All', signal);
  } catch (error) {
    if (!(error instanceof ConnectorError) || error.definite || !Refused.safeParse(error.cause).success) throw error;
    const { passwordChangedAt } = await readAccount(client, target.userId, signal).catch(() => Promise.reject(error));
    if (!passwordChangedAt || passwordChangedAt === target.passwordChangedAt) throw error;
  }
}
