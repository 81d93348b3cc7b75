import { z } from 'zod';
import { operation } from '../../operation.ts';
import { findAccount } from '../account.ts';
import type { GraphClient } from '../client.ts';
import { Account, SkuId, UsageLocation, UserId } from '../fields.ts';

export const getUser = operation({
  title: 'Look up user',
  summary: 'Finds one account by sign-in name, e-mail address or id; refuses when it finds none or several.',
  risk: 'read',
  repeatable: true,
  input: z.strictObject({ user: Account.describe('Sign-in name, e-mail address or id of the account.') }),
  output: z.strictObject({
    userId: UserId,
    account: Account,
    displayName: z.string().describe('Name as the directory shows it.'),
    enabled: z.boolean().describe('Whether the account may sign in.'),
    guest: z.boolean().describe('Whether the account belongs to another organisation.'),
    synchronised: z.boolean().describe('Whether the account comes from an on-premises directory and is changed there.'),
    usageLocation: UsageLocation.optional(),
    licenses: z.array(SkuId).describe('Licences the account holds.'),
  }),
  example: {
    input: { user: 'ada@contoso.com' },
    output: {
      userId: '6f0c2b1e-52d7-4f43-9a86-3d1b7c9e0a11',
      account: 'ada@contoso.com',
      displayName: 'ada@contoso.com',
      enabled: true,
      guest: false,
      synchronised: false,
      usageLocation: 'GB',
      licenses: ['0b7e3a55-8c1d-4a5f-9f3e-71c2d4e6a802'],
    },
  },
  async run({ user }, client: GraphClient, { signal }) {
    const { passwordChangedAt: _, ...account } = await findAccount(client, user, signal);
    return account;
  },
});
