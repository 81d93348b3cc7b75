import { isAbsolute, join, relative, sep } from 'node:path';
import { type AuditKey, readAuditKey } from './audit/audit-key.ts';
import { createCheckpoints } from './audit/checkpoints.ts';
import type { Config } from './config.ts';
import type { Log } from './lib/log.ts';
import { regularly } from './lib/regularly.ts';
import type { Pool } from './store/pool.ts';

const EVERY_MS = 5 * 60_000;

/** What signs the audit; replicas that share a database need one key that somebody gave them, and without it nothing is signed. */
export async function composeAuditKey({ auditKeyFile, databaseUrl, dataDir }: Config): Promise<AuditKey | undefined> {
  if (auditKeyFile) return readAuditKey(auditKeyFile, { make: false });
  return databaseUrl ? undefined : readAuditKey(join(dataDir, 'audit.key'), { make: true });
}

/** Where the checkpoints are kept beside the database, and whether that is a second place: in the data folder it is none. */
export function secondPlaceOf({ auditCheckpoints, dataDir }: Pick<Config, 'auditCheckpoints' | 'dataDir'>) {
  const file = auditCheckpoints ?? join(dataDir, 'audit-checkpoints.jsonl');
  const way = relative(dataDir, file);
  return { file, isApart: isAbsolute(way) || way.split(sep)[0] === '..' };
}

/**
 * Signs where the chains are, every five minutes and at the end. Effects do not wait for it: what was not signed yet is
 * told by `npx msp audit status`.
 */
export async function signRegularly(
  config: Config,
  { pool, log }: { readonly pool: Pool; readonly log: Log },
): Promise<{ stop(): Promise<void> }> {
  const key = await composeAuditKey(config);
  if (!key) {
    log.warn('audit.not-signed', { missing: 'MSP_AUDIT_KEY_FILE' });
    return { async stop() {} };
  }
  const checkpoints = createCheckpoints({ pool, key, file: secondPlaceOf(config).file, log });
  const write = () =>
    checkpoints.write().catch((cause: unknown) => log.error('audit.checkpoint-not-written', { cause }));
  const writing = regularly(EVERY_MS, write);
  return {
    async stop() {
      await writing.stop();
      await write();
    },
  };
}
