import { z } from 'zod';
import { operation } from '../../operation.ts';
import { accountPath } from '../ask.ts';
import type { GraphClient } from '../client.ts';
import { Account } from '../fields.ts';

const MOST = 5;

const Phones = z.object({ businessPhones: z.array(z.string()).nullish(), mobilePhone: z.string().nullish() });

/** As the directory writes it: digits, with what people put between them. */
const Phone = z.string().regex(/^[+\d][\d ()./-]{3,38}\d$/);

export const phonesOf = operation({
  title: 'Look up telephone numbers',
  summary: 'Says which telephone numbers the directory has of an account. Since when, the directory does not say.',
  risk: 'read',
  repeatable: true,
  input: z.strictObject({ user: Account.describe('Sign-in name or id of the account.') }),
  output: z.strictObject({
    phones: z.array(Phone).max(MOST).describe('The mobile number first; empty where there is none.'),
  }),
  example: {
    input: { user: 'ada@contoso.com' },
    output: { phones: ['+44 20 7946 0142'] },
  },
  async run({ user }, client: GraphClient, { signal }) {
    const { businessPhones, mobilePhone } = await client.ask(
      {
        method: 'GET',
        path: accountPath(user),
        query: { $select: 'id,businessPhones,mobilePhone' },
        repeat: 'safe',
        permission: 'User.Read.All',
      },
      Phones,
      signal,
    );
    const numbers = [mobilePhone, ...(businessPhones ?? [])].map((number) => number?.trim() ?? '');
    return { phones: [...new Set(numbers)].filter((number) => Phone.safeParse(number).success).slice(0, MOST) };
  },
});
