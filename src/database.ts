import { accessSync, constants, mkdirSync } from 'node:fs';
import type { Config } from './config.ts';
import type { Log } from './lib/log.ts';
import { startEmbeddedServer } from './store/embedded-server.ts';

/** A PostgreSQL that answers. Its tables may still be missing. */
export interface Database {
  readonly url: string;
  stop(): Promise<void>;
  /** For a start that comes to nothing: what ran before goes on. */
  leaveAsFound(): Promise<void>;
}

/** The given PostgreSQL, or our own one in the data folder. */
export async function openDatabase({ databaseUrl, dataDir }: Config, log: Log): Promise<Database> {
  if (databaseUrl) return { url: databaseUrl, async stop() {}, async leaveAsFound() {} };
  return startEmbeddedServer({ dataDir, log });
}

/** The folder that holds everything the desk keeps, or words about why there can be none. */
export function makeDataFolder({ dataDir }: Pick<Config, 'dataDir'>): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new Error(`The desk can't keep its data in ${dataDir}. Set DATA_DIR to a folder that it may write to.`, {
      cause,
    });
  }
}
