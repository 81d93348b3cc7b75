import { z } from 'zod';
import { operation } from '../../operation.ts';
import { accountsNamed } from '../account.ts';
import type { GraphClient } from '../client.ts';
import { Account } from '../fields.ts';

const MOST = 25;
const MOST_NAMES = 4;

/** Letters and what stands between them in names; no control characters and no lone surrogates. */
const Name = z
  .string()
  .min(2)
  .max(100)
  .regex(/^[\p{L}\p{N}][\p{L}\p{M}\p{N} .'’@_-]*$/u, 'use the name of a person such as Ada Hill');

export const findUsers = operation({
  title: 'Find accounts by name',
  summary: 'Lists up to 25 accounts whose name or sign-in name begins with one of the names.',
  risk: 'read',
  repeatable: true,
  input: z.strictObject({
    names: z.array(Name).min(1).max(MOST_NAMES).describe('Names as people write them, e.g. Ada Hill or Ada.'),
  }),
  output: z.strictObject({
    users: z
      .array(
        z.strictObject({
          account: Account,
          displayName: z.string().describe('Name as the directory shows it.'),
          enabled: z.boolean().describe('Whether the account may sign in.'),
        }),
      )
      .describe('The accounts, in the order of the names.'),
  }),
  example: {
    input: { names: ['Ada'] },
    output: {
      users: [
        { account: 'ada@contoso.com', displayName: 'Ada', enabled: true },
        { account: 'ada.hill@contoso.com', displayName: 'Ada', enabled: true },
      ],
    },
  },
  async run({ names }, client: GraphClient, { signal }) {
    const found = new Map<string, { account: string; displayName: string; enabled: boolean }>();
    for (const name of names)
      for (const { account, displayName, enabled } of await accountsNamed(client, name.trim(), signal))
        found.set(account.toLowerCase(), { account, displayName, enabled });
    return { users: [...found.values()].slice(0, MOST) };
  },
});
