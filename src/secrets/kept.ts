import { inMilliseconds } from '../lib/duration.ts';
import type { Log } from '../lib/log.ts';
import type { Pool } from '../store/pool.ts';
import { createSecrets } from '../store/secrets.ts';
import type { Vault } from './vault.ts';
import { VaultError } from './vault-error.ts';

/** Longer than a transaction takes from its beginning to its end. */
const OVERLAP_MS = inMilliseconds('1m');

interface Parts {
  readonly pool: Pool;
  readonly vault: Pick<Vault, 'open'>;
  readonly log: Log;
}

/**
 * Opens every secret that lies in the vault, so that whoever listens to the vault hears of those that another replica or an
 * earlier life has sealed. Called again, it opens what is new, and all since the first one to whose key the way was closed.
 */
export function createLookAtKept({ pool, vault, log }: Parts): () => Promise<void> {
  const secrets = createSecrets(pool);
  let newest = 0;
  return async () => {
    let isClosed = false;
    for (const { id, customerId, sealedAt } of await secrets.sealedAfter(new Date(newest - OVERLAP_MS))) {
      try {
        await vault.open(id, customerId);
      } catch (cause) {
        log.warn('secret.not-readable', { secret: id, cause });
        isClosed ||= cause instanceof VaultError && cause.kind === 'keyVault';
      }
      if (!isClosed) newest = sealedAt.getTime();
    }
  };
}
