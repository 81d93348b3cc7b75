import { z } from 'zod';
import { operation } from '../../operation.ts';
import { orUndefined, readAccount } from '../account.ts';
import { accountPath } from '../ask.ts';
import type { GraphClient } from '../client.ts';
import { Account } from '../fields.ts';

/** Beside accounts, the directory also lets a contact be somebody's manager; it has no sign-in name. */
const Manager = z.object({
  userPrincipalName: z.string().min(1).nullish(),
  displayName: z.string().nullish(),
  accountEnabled: z.boolean().nullish(),
});

export const managerOf = operation({
  title: 'Look up the manager',
  summary: 'Says whom the directory names as the manager of an account, where that is an account that may sign in.',
  risk: 'read',
  repeatable: true,
  input: z.strictObject({ user: Account.describe('Sign-in name or id of the account.') }),
  output: z.strictObject({
    manager: z
      .strictObject({ account: Account, displayName: z.string().describe('Name as the directory shows it.') })
      .optional()
      .describe('Absent where the directory names nobody who could confirm anything.'),
  }),
  example: {
    input: { user: 'ada@contoso.com' },
    output: { manager: { account: 'kim@contoso.com', displayName: 'Kim Osei' } },
  },
  async run({ user }, client: GraphClient, { signal }) {
    // Nobody is named: Graph answers 404. https://learn.microsoft.com/graph/api/user-list-manager
    const found = await orUndefined(
      client.ask(
        {
          method: 'GET',
          path: accountPath(user, '/manager'),
          query: { $select: 'id,displayName,userPrincipalName,accountEnabled' },
          repeat: 'safe',
          permission: 'User.Read.All',
        },
        Manager,
        signal,
      ),
    );
    if (!found) await readAccount(client, user, signal); // an account that is not there has no manager either, and that is another thing
    if (!found?.userPrincipalName || found.accountEnabled !== true) return {};
    const { userPrincipalName: account, displayName } = found;
    return { manager: { account, displayName: displayName ?? account } };
  },
});
