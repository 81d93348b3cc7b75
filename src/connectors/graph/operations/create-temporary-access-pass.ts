import { z } from 'zod';
import { operation } from '../../operation.ts';
import { Sealed } from '../../sealed.ts';
import { accountPath } from '../ask.ts';
import type { GraphClient } from '../client.ts';
import { Account, UserId } from '../fields.ts';
import { readTarget } from '../target.ts';

const Made = z.object({ temporaryAccessPass: z.string().min(1), lifetimeInMinutes: z.int().positive() });

export const createTemporaryAccessPass = operation({
  title: 'Create temporary access pass',
  summary: 'Gives an account a pass that signs in once, in place of password and second factor; an earlier pass ends.',
  risk: 'sensitive',
  repeatable: false,
  input: z.strictObject({
    userId: UserId,
    account: Account,
    minutes: z.int().min(10).max(480).default(60).describe('How many minutes the pass is good for.'),
  }),
  output: z.strictObject({
    userId: UserId,
    account: Account,
    pass: Sealed.describe('The temporary access pass, sealed.'),
    minutes: z.int().positive().describe('How many minutes the pass is good for, from now on.'),
  }),
  example: {
    input: { userId: '6f0c2b1e-52d7-4f43-9a86-3d1b7c9e0a11', account: 'ada@contoso.com', minutes: 60 },
    output: {
      userId: '6f0c2b1e-52d7-4f43-9a86-3d1b7c9e0a11',
      account: 'ada@contoso.com',
      pass: 'sealed:example-access-pass',
      minutes: 60,
    },
  },
  async run({ userId, account, minutes }, client: GraphClient, { secrets, signal }) {
    const target = await readTarget(client, { userId, account }, { synchronised: true }, signal);
    // Graph makes the pass and says it in this one answer only, so that it is sealed before anything else happens:
    // https://learn.microsoft.com/graph/api/authentication-post-temporaryaccesspassmethods
    const made = await client.ask(
      {
        method: 'POST',
        path: accountPath(target.userId, '/authentication/temporaryAccessPassMethods'),
        json: { isUsableOnce: true, lifetimeInMinutes: minutes },
        repeat: 'once',
        permission: 'UserAuthMethod-TAP.ReadWrite.All',
      },
      Made,
      signal,
    );
    const pass = await secrets.seal('pass', made.temporaryAccessPass);
    return { userId: target.userId, account: target.account, pass, minutes: made.lifetimeInMinutes };
  },
});
