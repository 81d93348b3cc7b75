import { z } from 'zod';
import { accountPath } from './ask.ts';
import type { GraphClient } from './client.ts';

const Role = z.object({ id: z.string(), displayName: z.string().nullish() });

/** The admin roles that an account holds now, by itself or through groups. Those it could only activate do not show here. */
export async function rolesOf(client: GraphClient, userId: string, signal: AbortSignal): Promise<string[]> {
  const ask = {
    path: accountPath(userId, '/transitiveMemberOf/microsoft.graph.directoryRole'),
    query: { $select: 'id,displayName' },
    permission: 'RoleManagement.Read.Directory',
  } as const;
  const roles = await client.list(ask, Role, signal);
  return roles.map(({ id, displayName }) => displayName ?? id);
}
