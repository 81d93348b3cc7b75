import { z } from 'zod';
import { createJsonClient, type JsonClient } from '../json-client.ts';
import type { Tools } from '../tools.ts';
import { createZohoAuthorisation, ZohoId, type ZohoToken, zohoHost } from '../zoho-accounts.ts';
import type { Connection } from './connection.ts';
import { explainerFor } from './explain.ts';
import { VENDOR } from './vendor.ts';

/** Zoho Assist for one customer. */
export interface AssistClient extends JsonClient {
  readonly connection: Connection;
  readonly now: () => Date;
  token(signal: AbortSignal): Promise<ZohoToken>;
  /** The departments of the user whom the present token stands for. */
  departments(signal: AbortSignal): Promise<readonly string[]>;
}

const Departments = z.array(z.object({ department_id: ZohoId }));

/** Old answers have the departments beside the user, new ones inside the organisation. */
const User = z.object({
  representation: z.object({
    departments: Departments.optional(),
    org_details: z.object({ departments: Departments.optional() }).optional(),
  }),
});

export function createAssistClient(connection: Connection, tools: Tools): AssistClient {
  const authorisation = createZohoAuthorisation(VENDOR, connection, tools);
  const json = createJsonClient({
    vendor: VENDOR,
    base: `https://${zohoHost('assist', connection)}`,
    send: tools.send,
    authorisation,
    explain: explainerFor(connection),
  });
  const request: JsonClient['request'] = (ask, answer, signal) => {
    const headers = { 'x-com-zoho-assist-department-id': connection.department };
    return json.request({ ...ask, path: `/api/v2${ask.path}`, headers }, answer, signal);
  };
  let known: { readonly token: string; readonly departments: readonly string[] } | undefined;

  return {
    connection,
    now: tools.now,
    token: authorisation.token,
    request,
    async departments(signal) {
      const before = await authorisation.token(signal);
      if (known?.token === before.value) return known.departments;
      const ask = { method: 'GET', path: '/api/v2/user', repeat: 'safe' } as const;
      const { representation } = await json.request(ask, User, signal);
      const found = representation.departments ?? representation.org_details?.departments ?? [];
      const departments = found.map(({ department_id }) => department_id);
      const { value } = await authorisation.token(signal);
      known = { token: value, departments };
      return departments;
    },
  };
}
