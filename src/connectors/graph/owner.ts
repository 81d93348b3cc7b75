import type { Connector } from '../connector.ts';
import type { GraphClient } from './client.ts';
import type { Connection } from './connection.ts';

/** The tenant that the connection names, and the one that the token opens. */
export const owner: Connector<Connection, GraphClient>['owner'] = {
  expected: ({ tenant }) => tenant.toLowerCase(),
  actual: async (client, signal) => (await client.signedIn(signal)).tenant.toLowerCase(),
};
