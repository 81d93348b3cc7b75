import { join } from 'node:path';
import type { Config } from './config.ts';
import { type Connections, createConnections } from './connectors/connections.ts';
import type { DeskFile } from './desk-file/desk-file.ts';
import type { Customer } from './domain/customer.ts';
import { lazily } from './lib/lazily.ts';
import type { Log } from './lib/log.ts';
import { openEgress } from './open-egress.ts';
import { createFingerprints } from './secrets/fingerprint.ts';
import type { Pool } from './store/pool.ts';
import { settingsFile } from './store/settings-file.ts';
import { settingsRow } from './store/settings-row.ts';
import { openStandings } from './store/standings.ts';

/** The way out to the customers' systems, for the bot and for the command line alike. */
export interface Outside {
  readonly connections: Connections;
  /** Ends when nothing is on its way any more. */
  close(): Promise<void>;
}

interface Given {
  readonly deskFile: DeskFile;
  /** Where replicas keep what they share; a machine of its own keeps it in a file. */
  readonly pool?: Pool;
  readonly credential: (reference: string) => Promise<string>;
  readonly alert: (customer: Customer, why: string) => Promise<void>;
  readonly log: Log;
  readonly now: () => Date;
  /** Hears every token that a vendor gave us. */
  readonly onSecret?: (value: string) => void;
  /** Who vouches for the hosts beside the usual authorities; for tests. */
  readonly ca?: string;
}

/** What was learned about connections is opened with the first of them: a demo has none. */
export function composeOutside(config: Config, given: Given): Outside {
  const { deskFile, pool, credential, alert, log, now, onSecret, ca } = given;
  const { dataDir, databaseUrl, proxy } = config;
  const egress = openEgress({ proxy: proxy?.url, noProxy: proxy?.except, ca });
  const adapter =
    databaseUrl && pool ? settingsRow(pool, 'connections') : settingsFile(join(dataDir, 'connections.json'), log);
  const standings = lazily(() => openStandings(adapter));
  const connections = createConnections({
    connectionOf: (customerId, connector) => deskFile.connection(customerId, connector),
    credential,
    createSend: (hosts, { limits }) => egress.createSend({ hosts, rate: { limit: limits.perSecond, every: '1s' } }),
    standings: {
      of: async (...about) => (await standings()).of(...about),
      learn: async (...learned) => (await standings()).learn(...learned),
    },
    fingerprint: createFingerprints(),
    ...{ alert, now, onSecret },
  });
  return { connections, close: egress.close };
}
