import { z } from 'zod';
import { operation } from '../../operation.ts';
import { Account, RevokeSessions, UserId } from '../fields.ts';

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
  }),
  example: {
    input: { userId: '6f0c2b1e-52d7-4f43-9a86-3d1b7c9e0a11', account: 'ada@contoso.com', revokeSessions: true },
    output: { userId: '6f0c2b1e-52d7-4f43-9a86-3d1b7c9e0a11', account: 'ada@contoso.com', enabled: false },
  },
});
