import { z } from 'zod';
import { operation } from '../../operation.ts';
import type { GraphClient } from '../client.ts';
import { Account, UserId } from '../fields.ts';
import { revokeSessionsOf } from '../sessions.ts';
import { readTarget } from '../target.ts';

export const revokeSessions = operation({
  title: 'Sign out everywhere',
  summary: 'Ends the sessions of an account on every device; what is open there can go on for up to an hour.',
  risk: 'change',
  repeatable: true,
  input: z.strictObject({ userId: UserId, account: Account }),
  output: z.strictObject({
    userId: UserId,
    account: Account,
    revoked: z.literal(true).describe('Always true: the account has to sign in again.'),
  }),
  example: {
    input: { userId: '6f0c2b1e-52d7-4f43-9a86-3d1b7c9e0a11', account: 'ada@contoso.com' },
    output: { userId: '6f0c2b1e-52d7-4f43-9a86-3d1b7c9e0a11', account: 'ada@contoso.com', revoked: true },
  },
  async run({ userId, account }, client: GraphClient, { signal }) {
    const target = await readTarget(client, { userId, account }, { synchronised: true }, signal);
    await revokeSessionsOf(client, target.userId, signal);
    return { userId: target.userId, account: target.account, revoked: true };
  },
});
