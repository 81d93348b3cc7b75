import { z } from 'zod';
import type { Call } from '../operation.ts';
import type { ServiceNow } from './client.ts';
import { theIncident } from './incident.ts';
import { is } from './query.ts';
import { markOf, plain } from './texts.ts';

/** `work_notes` is for technicians, `comments` for the requester too. */
type Journal = 'work_notes' | 'comments';

interface Entry {
  readonly incident: string;
  readonly text: string;
}

const Written = z.object({ result: z.object({ sys_id: z.string() }) });

/** Adds an entry with the call's mark below it, by which it is found again. */
export async function write(journal: Journal, { incident: ref, text }: Entry, client: ServiceNow, call: Call) {
  const incident = await theIncident(ref, client, call.signal);
  await client.incidents.request(
    {
      method: 'PATCH',
      path: `/api/now/table/incident/${incident.sys_id}`,
      query: { sysparm_fields: 'sys_id' },
      json: { [journal]: `${plain(text)}\n\n(${markOf(call.reference)})` },
      repeat: 'once',
    },
    Written,
    call.signal,
  );
  return { incidentId: incident.sys_id, number: incident.number };
}

/** Looks for the call's mark. A journal's value is always empty; only what people see of it has its entries. */
export async function find(journal: Journal, { incident: ref }: Entry, client: ServiceNow, call: Call) {
  const incident = await theIncident(ref, client, call.signal);
  const { result } = await client.records.request(
    {
      method: 'GET',
      path: '/api/now/table/incident',
      query: {
        sysparm_query: is('sys_id', incident.sys_id),
        sysparm_fields: `sys_id,${journal}`,
        sysparm_display_value: true,
        sysparm_limit: 2,
      },
      repeat: 'safe',
    },
    z.object({ result: z.tuple([z.object({ [journal]: z.string() })]) }),
    call.signal,
  );
  const isThere = result[0][journal]?.includes(markOf(call.reference));
  return isThere ? { incidentId: incident.sys_id, number: incident.number } : ('absent' as const);
}
