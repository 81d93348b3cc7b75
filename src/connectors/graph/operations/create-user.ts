import { z } from 'zod';
import { operation } from '../../operation.ts';
import { Sealed } from '../../sealed.ts';
import type { GraphClient } from '../client.ts';
import { Account, UsageLocation, UserId } from '../fields.ts';
import { createAccount, createdFor } from '../new-account.ts';

export const createUser = operation({
  title: 'Create user',
  summary: 'Creates an account with a one-time password that has to be changed at the first sign-in.',
  risk: 'sensitive',
  repeatable: false,
  makesTarget: true,
  input: z.strictObject({
    account: Account,
    displayName: z.string().min(1).max(256).describe('Name as the directory will show it.'),
    usageLocation: UsageLocation,
  }),
  output: z.strictObject({
    userId: UserId,
    account: Account,
    password: Sealed.describe('The one-time password, sealed.'),
  }),
  example: {
    input: { account: 'grace@contoso.com', displayName: 'Grace Hill', usageLocation: 'GB' },
    output: {
      userId: 'c41d9e70-3b5a-4e2f-8d17-90f6a2b3c422',
      account: 'grace@contoso.com',
      password: 'sealed:example-first-password',
    },
  },
  async run(input, client: GraphClient, { secrets, reference, signal }) {
    const { value, sealed } = await secrets.password();
    const { userId, account } = await createAccount(client, { ...input, password: value, reference }, signal);
    return { userId, account, password: sealed };
  },
  async find({ account }, client: GraphClient, { secrets, reference, signal }) {
    const found = await createdFor(client, account, reference, signal);
    if (found === 'absent' || found === 'of-another') return 'absent';
    return { userId: found.userId, account: found.account, password: (await secrets.password()).sealed };
  },
});
