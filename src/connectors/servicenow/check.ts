import { z } from 'zod';
import type { Finding } from '../connector.ts';
import { ConnectorError } from '../connector-error.ts';
import { finding } from '../finding.ts';
import type { ServiceNow } from './client.ts';
import { closeCodes } from './close-code.ts';
import { ownAccount } from './people.ts';
import { IncidentRecord } from './records.ts';
import { rowsOf } from './table.ts';

/** Looks only. What can't be seen without writing, such as a business rule that refuses, is not promised. */
export async function check(client: ServiceNow, signal: AbortSignal): Promise<readonly Finding[]> {
  const account = await ownAccount(client, signal);
  return [
    { what: `Sign-in to ${client.host}`, ok: true },
    companyFinding(account?.company, client),
    ...roleFindings(account?.roles),
    await finding('Reading incidents', () => readOneIncident(client, signal)),
    await closeCodeFinding(client, signal),
    await finding('Change Management API', () => reachChanges(client, signal)),
  ].filter((one) => one !== undefined);
}

function companyFinding(found: string | null | undefined, { company }: ServiceNow): Finding | undefined {
  if (company === undefined) return undefined;
  const what = "The account is of the customer's company";
  if (found === company) return { what, ok: true };
  return {
    what,
    ok: false,
    remedy:
      'Put the company of this connection into the user record of its account, or correct company in desk.yaml. Nothing is written while they differ.',
  };
}

/** Roles that allow what we do; the first of each is the least that is enough. */
const wanted = {
  'Writing incidents': ['sn_incident_write', 'itil', 'admin'],
  'Writing changes': ['sn_change_write', 'itil', 'admin'],
};

function roleFindings(seen: string | null | undefined): Finding[] {
  const roles = seen?.split(',').map((role) => role.trim()) ?? [];
  // Most accounts can't see their own roles: then the first write tells.
  if (!seen)
    return [{ what: 'Roles for writing: the account may not see its own, so they were not checked', ok: true }];
  return Object.entries(wanted).map(([what, enough]) => {
    const ok = enough.some((role) => roles.includes(role));
    return ok
      ? { what, ok }
      : { what, ok, remedy: `Give the account of this connection the role ${enough[0]} or itil.` };
  });
}

async function closeCodeFinding(client: ServiceNow, signal: AbortSignal): Promise<Finding> {
  const what = 'Close codes of incidents';
  let count = 0;
  const read = await finding(what, async () => {
    count = (await closeCodes(client, signal)).length;
  });
  if (!read.ok || count > 0) return read;
  return {
    what,
    ok: false,
    remedy: 'Let the account of this connection read the table sys_choice, or give incidents resolution codes there.',
  };
}

function readOneIncident(client: ServiceNow, signal: AbortSignal): Promise<unknown> {
  return rowsOf({ table: 'incident', limit: 1 }, IncidentRecord, client.records, signal);
}

/** A change that surely does not exist: that it is not found shows that one may ask. */
async function reachChanges(client: ServiceNow, signal: AbortSignal): Promise<void> {
  const path = `/api/sn_chg_rest/change/${'0'.repeat(32)}`;
  await client.changes.request({ method: 'GET', path, repeat: 'safe' }, z.unknown(), signal).catch((cause: unknown) => {
    if (!(cause instanceof ConnectorError && cause.kind === 'notFound')) throw cause;
  });
}
