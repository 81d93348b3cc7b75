import type { Config } from './config.ts';
import type { Log } from './lib/log.ts';
import { startEmbeddedServer } from './store/embedded-server.ts';

/** A PostgreSQL that answers. Its tables may still be missing. */
export interface Database {
  readonly url: string;
  stop(): Promise<void>;
}

/** The given PostgreSQL, or our own one in the data folder. */
export async function openDatabase({ databaseUrl, dataDir }: Config, log: Log): Promise<Database> {
  if (databaseUrl) return { url: databaseUrl, async stop() {} };
  return startEmbeddedServer({ dataDir, log });
}
