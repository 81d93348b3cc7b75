import { z } from 'zod';
import type { Finding } from '../connector.ts';
import { ConnectorError } from '../connector-error.ts';
import type { GraphClient } from './client.ts';
import { grant, isGranted, type Permission, permissions } from './permissions.ts';

/** Looks at sign-in, tenant, reach and permissions, in this order; what can't be looked at is left out. */
export async function check(client: GraphClient, signal: AbortSignal): Promise<readonly Finding[]> {
  const signIn = await found('Sign-in', () => client.signedIn(signal));
  if (!('value' in signIn)) return [signIn.finding];
  const { tenant, roles } = signIn.value;
  const reach = await found('Microsoft Graph answers', () => readOneAccount(client, signal));
  return [signIn.finding, tenantFinding(client, tenant), reach.finding, ...permissionFindings(roles)];
}

async function found<T>(
  what: string,
  look: () => Promise<T>,
): Promise<{ readonly finding: Finding; readonly value: T } | { readonly finding: Finding }> {
  try {
    return { finding: { what, ok: true }, value: await look() };
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    return { finding: { what, ok: false, remedy: `${error.message} ${error.remedy}` } };
  }
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
