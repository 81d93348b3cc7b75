import { z } from 'zod';
import { vendorError } from '../vendor-error.ts';
import type { ServiceNow } from './client.ts';
import { all, is } from './query.ts';
import { rowsOf } from './table.ts';
import { VENDOR } from './vendor.ts';

const Text = z.string().nullish();
const User = z.object({ sys_id: z.string().regex(/^[0-9a-f]{32}$/), email: Text, name: Text, company: Text });
const Group = z.object({ sys_id: z.string().regex(/^[0-9a-f]{32}$/), name: z.string() });
const Account = z.object({ sys_id: z.string(), company: Text, roles: Text });

/** The active user with this address or name, if exactly one of this customer's has it. */
export async function callerId(said: string, client: ServiceNow, signal: AbortSignal): Promise<string | undefined> {
  const field = said.includes('@') ? 'email' : 'name';
  const company = client.company === undefined ? undefined : is('company', client.company);
  const where = all('active=true', is(field, said), company);
  const users = await rowsOf({ table: 'sys_user', where, limit: MOST }, User, client.records, signal);
  const fitting = users.filter(
    (user) => isSame(user[field], said) && (!client.company || user.company === client.company),
  );
  return fitting.length === 1 ? fitting[0]?.sys_id : undefined;
}

/** The one active group with this name. */
export async function groupId(name: string, client: ServiceNow, signal: AbortSignal): Promise<string> {
  const where = all('active=true', is('name', name));
  const groups = await rowsOf({ table: 'sys_user_group', where, limit: MOST }, Group, client.records, signal);
  const [group, ...others] = groups.filter((found) => isSame(found.name, name));
  if (group && others.length === 0) return group.sys_id;
  throw vendorError(VENDOR, group ? 'More than one found' : 'Not found', {
    detail: 'assignment group',
    remedy: 'Use the name of one active group, exactly as ServiceNow writes it.',
    definite: true,
  });
}

/** The account that the credential stands for, as far as it may see itself. */
export async function ownAccount(
  client: ServiceNow,
  signal: AbortSignal,
): Promise<z.infer<typeof Account> | undefined> {
  const where = 'sys_id=javascript:gs.getUserID()';
  const accounts = await rowsOf({ table: 'sys_user', where, limit: MOST }, Account, client.records, signal);
  return accounts.length === 1 ? accounts[0] : undefined;
}

/** More than one is one too many already. */
const MOST = 5;

function isSame(found: string | null | undefined, said: string): boolean {
  return found?.trim().toLowerCase() === said.trim().toLowerCase();
}
