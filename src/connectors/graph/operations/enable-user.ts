import { z } from 'zod';
import { operation } from '../../operation.ts';
import { changeAccount } from '../change-account.ts';
import type { GraphClient } from '../client.ts';
import { Account, UserId } from '../fields.ts';
import { readTarget } from '../target.ts';

export const enableUser = operation({
  title: 'Enable user',
  summary: 'Lets a disabled account sign in again; its password and licences are as they were.',
  risk: 'change',
  repeatable: true,
  input: z.strictObject({ userId: UserId, account: Account }),
  output: z.strictObject({
    userId: UserId,
    account: Account,
    enabled: z.literal(true).describe('Always true: the account can sign in again.'),
  }),
  example: {
    input: { userId: '6f0c2b1e-52d7-4f43-9a86-3d1b7c9e0a11', account: 'ada@contoso.com' },
    output: { userId: '6f0c2b1e-52d7-4f43-9a86-3d1b7c9e0a11', account: 'ada@contoso.com', enabled: true },
  },
  async run({ userId, account }, client: GraphClient, { signal }) {
    const target = await readTarget(client, { userId, account }, { synchronised: false }, signal);
    if (!target.enabled)
      await changeAccount(client, target, { accountEnabled: true }, 'User.EnableDisableAccount.All', signal);
    return { userId: target.userId, account: target.account, enabled: true };
  },
});
