import { vendorError } from '../vendor-error.ts';
import type { ServiceNow } from './client.ts';
import { is } from './query.ts';
import { IncidentRecord, incidentFields, WrittenIncident } from './records.ts';
import { isOver, stateFrom } from './state.ts';
import { rowsOf } from './table.ts';
import { VENDOR } from './vendor.ts';

/** What is changed, in the API's field names. */
type Changes = Readonly<Record<string, string>>;

/** The one incident of this number or id. */
export async function theIncident(ref: string, client: ServiceNow, signal: AbortSignal): Promise<IncidentRecord> {
  const field = ref.startsWith('INC') ? 'number' : 'sys_id';
  const found = await incidentsWhere(field, ref, client, signal);
  const [incident, ...others] = found.filter((one) => isReachable(one, client));
  if (others.length > 0)
    throw vendorError(VENDOR, 'More than one found', {
      detail: ref,
      remedy: 'Use the id (sys_id) of the incident that is meant.',
      definite: true,
    });
  if (incident) return incident;
  throw vendorError(VENDOR, 'Not found', {
    detail: ref,
    remedy:
      "Look at the number. The account of this connection has to see the incident, and it has to be this customer's.",
    definite: true,
  });
}

/** The incidents whose field is exactly this, whoever's they are. */
export async function incidentsWhere(
  field: 'number' | 'sys_id' | 'correlation_id',
  value: string,
  client: ServiceNow,
  signal: AbortSignal,
): Promise<readonly IncidentRecord[]> {
  const found = await rowsOf(
    { table: 'incident', where: is(field, value), limit: 2 },
    IncidentRecord,
    client.records,
    signal,
  );
  // A condition that the instance can't use is dropped, and then it finds everything.
  return found.filter((incident) => incident[field] === value);
}

/** Sets fields of an incident, and answers how it is now. */
export async function change(
  { sys_id }: IncidentRecord,
  changes: Changes,
  client: ServiceNow,
  signal: AbortSignal,
): Promise<IncidentRecord> {
  const { result } = await client.incidents.request(
    { method: 'PATCH', path: `/api/now/table/incident/${sys_id}`, query: asValues, json: changes, repeat: 'safe' },
    WrittenIncident,
    signal,
  );
  return result;
}

/** A closed or cancelled incident takes no change any more. */
export function refuseOver({ number, state }: IncidentRecord): void {
  const where = stateFrom(state);
  if (!isOver(where)) return;
  throw vendorError(VENDOR, 'Not accepted', {
    detail: `${number} is ${where}`,
    remedy: 'Open a new incident, and name this one in it.',
    definite: true,
  });
}

/** Where an incident stands, in our words. */
export function standing({ sys_id, number, state }: IncidentRecord) {
  return { incidentId: sys_id, number, state: stateFrom(state) };
}

export function isReachable({ company }: IncidentRecord, client: ServiceNow): boolean {
  return client.company === undefined || client.company === company;
}

/** Opens after signing in. */
export function pageOf(table: string, id: string, { host }: ServiceNow): string {
  return `https://${host}/${table}.do?sys_id=${id}`;
}

/** Values instead of what people see, so that times are in UTC and references are ids. */
export const asValues = { sysparm_exclude_reference_link: true, sysparm_fields: incidentFields } as const;
