import { z } from 'zod';
import { operation } from '../../operation.ts';
import { afterChange } from '../after-change.ts';
import { changeAccount } from '../change-account.ts';
import type { GraphClient } from '../client.ts';
import { Account, RevokeSessions, UserId } from '../fields.ts';
import { revokeSessionsOf } from '../sessions.ts';
import { readTarget } from '../target.ts';

export const disableUser = operation({
  title: 'Disable user',
  summary: 'Stops an account from signing in; its mail, files and licences stay.',
  risk: 'change',
  repeatable: true,
  input: z.strictObject({ userId: UserId, account: Account, revokeSessions: RevokeSessions.default(true) }),
  output: z.strictObject({
    userId: UserId,
    account: Account,
    enabled: z.literal(false).describe('Always false: the account can no longer sign in.'),
    changed: z.boolean().describe('Whether it could sign in before.'),
  }),
  undo: {
    operation: 'graph.enableUser',
    input: ({ userId, account }, { changed }) => (changed ? { userId, account } : undefined),
  },
  example: {
    input: { userId: '6f0c2b1e-52d7-4f43-9a86-3d1b7c9e0a11', account: 'ada@contoso.com', revokeSessions: true },
    output: {
      userId: '6f0c2b1e-52d7-4f43-9a86-3d1b7c9e0a11',
      account: 'ada@contoso.com',
      enabled: false,
      changed: true,
    },
  },
  async run({ userId, account, revokeSessions }, client: GraphClient, { signal }) {
    const target = await readTarget(client, { userId, account }, { synchronised: false }, signal);
    if (target.enabled)
      await changeAccount(client, target, { accountEnabled: false }, 'User.EnableDisableAccount.All', signal);
    if (revokeSessions)
      await afterChange(
        'The account is disabled, but still signed in where it was.',
        revokeSessionsOf(client, target.userId, signal),
      );
    return { userId: target.userId, account: target.account, enabled: false as const, changed: target.enabled };
  },
});
