import { z } from 'zod';
import type { Finding } from '../connector.ts';
import { finding } from '../finding.ts';
import type { GraphClient } from './client.ts';
import { grant, isGranted, type Permission, permissions } from './permissions.ts';

/** Looks at sign-in, tenant, reach and permissions, in this order; what can't be looked at is left out. */
export async function check(client: GraphClient, signal: AbortSignal): Promise<readonly Finding[]> {
  const signIn = await finding('Sign-in', () => client.signedIn(signal));
  if (!signIn.ok) return [signIn];

  const { tenant, roles } = await client.signedIn(signal);
  const reach = await finding('Microsoft Graph answers', () => readOneAccount(client, signal));
  return [signIn, tenantFinding(client, tenant), reach, ...permissionFindings(roles)];
}

function readOneAccount(client: GraphClient, signal: AbortSignal): Promise<unknown> {
  const answer = z.object({ value: z.array(z.unknown()) });
  return client.ask(
    { method: 'GET', path: '/users', query: { $select: 'id', $top: '1' }, repeat: 'safe', permission: 'User.Read.All' },
    answer,
    signal,
  );
}

function tenantFinding({ tenant: expected }: GraphClient, actual: string): Finding {
  const what = 'The credential opens the tenant of the customer';
  if (actual.toLowerCase() === expected.toLowerCase()) return { what, ok: true };
  return { what, ok: false, remedy: 'Put the credential of this customer where connectors.graph in desk.yaml says.' };
}

function permissionFindings(roles: readonly string[]): Finding[] {
  return (Object.keys(permissions) as Permission[]).map((permission) => {
    const what = `Permission ${permission}, for ${permissions[permission].for}`;
    return isGranted(permission, roles) ? { what, ok: true } : { what, ok: false, remedy: grant(permission) };
  });
}
