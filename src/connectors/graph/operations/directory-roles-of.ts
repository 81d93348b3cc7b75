import { z } from 'zod';
import { operation } from '../../operation.ts';
import type { GraphClient } from '../client.ts';
import { UserId } from '../fields.ts';
import { rolesOf } from '../roles.ts';

export const directoryRolesOf = operation({
  title: 'Look up admin roles',
  summary: 'Says which admin roles an account holds now, so that privileged accounts can be left to people.',
  risk: 'read',
  repeatable: true,
  input: z.strictObject({ userId: UserId }),
  output: z.strictObject({
    roles: z.array(z.string()).describe('Names of the admin roles; empty for an ordinary account.'),
    privileged: z.boolean().describe('Whether the account holds any admin role.'),
  }),
  example: {
    input: { userId: '6f0c2b1e-52d7-4f43-9a86-3d1b7c9e0a11' },
    output: { roles: [], privileged: false },
  },
  async run({ userId }, client: GraphClient, { signal }) {
    const roles = await rolesOf(client, userId, signal);
    return { roles, privileged: roles.length > 0 };
  },
});
