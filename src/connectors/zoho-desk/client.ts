import { z } from 'zod';
import { createJsonClient, type JsonClient } from '../json-client.ts';
import type { Tools } from '../tools.ts';
import { createZohoAuthorisation, ZohoId, type ZohoToken, zohoHost } from '../zoho-accounts.ts';
import type { Connection } from './connection.ts';
import { explainerFor } from './explain.ts';
import { VENDOR } from './vendor.ts';

/** Zoho Desk for one customer. */
export interface DeskClient extends JsonClient {
  readonly connection: Connection;
  readonly now: () => Date;
  token(signal: AbortSignal): Promise<ZohoToken>;
  /** The organisations that the present token opens. */
  organisations(signal: AbortSignal): Promise<readonly string[]>;
}

/** A page of things; nothing at all, without even a body, where there are none. */
export function pageOf<T>(item: z.ZodType<T>) {
  return z
    .object({ data: z.array(item) })
    .optional()
    .transform((page) => page?.data ?? []);
}

const Organisation = z.object({ id: z.union([ZohoId, z.int().transform(String)]) });

export function createDeskClient(connection: Connection, tools: Tools): DeskClient {
  const authorisation = createZohoAuthorisation(VENDOR, connection, tools);
  const json = createJsonClient({
    vendor: VENDOR,
    base: `https://${zohoHost('desk', connection)}`,
    send: tools.send,
    authorisation,
    explain: explainerFor(connection),
  });
  let known: { readonly token: string; readonly organisations: readonly string[] } | undefined;

  return {
    connection,
    now: tools.now,
    token: authorisation.token,
    request: (ask, answer, signal) =>
      json.request({ ...ask, path: `/api/v1${ask.path}`, headers: { orgId: connection.org } }, answer, signal),
    async organisations(signal) {
      const before = await authorisation.token(signal);
      if (known?.token === before.value) return known.organisations;
      // The one request that takes no organisation.
      const ask = { method: 'GET', path: '/api/v1/organizations', repeat: 'safe' } as const;
      const organisations = (await json.request(ask, pageOf(Organisation), signal)).map(({ id }) => id);
      const { value } = await authorisation.token(signal);
      known = { token: value, organisations };
      return organisations;
    },
  };
}
