import { z } from 'zod';
import { accountPath } from './ask.ts';
import type { GraphClient } from './client.ts';

/** Documentation and practice differ on whether a body comes. */
const Revoked = z.union([z.undefined(), z.object({ value: z.literal(true) })]);

/** Signs an account out everywhere. What is signed in already can go on for up to an hour. */
export async function revokeSessionsOf(client: GraphClient, userId: string, signal: AbortSignal): Promise<void> {
  const path = accountPath(userId, '/revokeSignInSessions');
  await client.ask({ method: 'POST', path, repeat: 'safe', permission: 'User.RevokeSessions.All' }, Revoked, signal);
}
