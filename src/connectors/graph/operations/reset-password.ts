import { z } from 'zod';
import { operation } from '../../operation.ts';
import { Sealed } from '../../sealed.ts';
import { afterChange } from '../after-change.ts';
import type { GraphClient } from '../client.ts';
import { Account, RevokeSessions, UserId } from '../fields.ts';
import { setPassword } from '../password.ts';
import { revokeSessionsOf } from '../sessions.ts';
import { readTarget } from '../target.ts';

export const resetPassword = operation({
  title: 'Reset password',
  summary: 'Gives an account a new one-time password that has to be changed at the next sign-in.',
  risk: 'sensitive',
  repeatable: 'same-input',
  input: z.strictObject({ userId: UserId, account: Account, revokeSessions: RevokeSessions.default(false) }),
  output: z.strictObject({
    userId: UserId,
    account: Account,
    password: Sealed.describe('The one-time password, sealed.'),
  }),
  example: {
    input: {
      userId: '6f0c2b1e-52d7-4f43-9a86-3d1b7c9e0a11',
      account: 'ada@contoso.com',
      revokeSessions: false,
    },
    output: {
      userId: '6f0c2b1e-52d7-4f43-9a86-3d1b7c9e0a11',
      account: 'ada@contoso.com',
      password: 'sealed:example-password',
    },
  },
  async run({ userId, account, revokeSessions }, client: GraphClient, { secrets, signal }) {
    const target = await readTarget(client, { userId, account }, { synchronised: false }, signal);
    const { value, sealed } = await secrets.password();
    await setPassword(client, target, value, signal);
    if (revokeSessions)
      await afterChange(
        'The password is reset, but the account is still signed in where it was.',
        revokeSessionsOf(client, target.userId, signal),
      );
    return { userId: target.userId, account: target.account, password: sealed };
  },
});
