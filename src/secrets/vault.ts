import { randomUUID } from 'node:crypto';
import { inMilliseconds } from '../lib/duration.ts';
import type { Pool, PoolClient } from '../store/pool.ts';
import { createSecrets } from '../store/secrets.ts';
import { createDataKeys } from './data-keys.ts';
import type { MasterKey } from './master-key.ts';
import { type Draw, newPassword } from './password.ts';
import { type Belonging, seal } from './seal.ts';
import { VaultError } from './vault-error.ts';

/** Longer than anybody has to say whether a call was carried out; what is not wanted by then never will be. */
const KEPT_FOR = inMilliseconds('8d');

interface Parts {
  readonly pool: Pool;
  /** What wraps the customers' keys; without one, secrets can be neither made nor opened. */
  readonly key?: MasterKey | undefined;
  /** What wrapped them before. */
  readonly earlierKeys?: readonly MasterKey[] | undefined;
  /** Draws the characters of passwords; by default from the system's secure source. */
  readonly random?: Draw;
  readonly now?: () => number;
  /** Hears of every secret that is made or opened, so that none is ever written down. */
  readonly onSecret?: ((value: string) => void) | undefined;
}

export type Vault = ReturnType<typeof createVault>;

/** Where secrets are made and kept until they are handed over. What leaves it is a sealed reference. */
export function createVault({ pool, key, earlierKeys: earlier = [], random, now, onSecret = () => {} }: Parts) {
  const secrets = createSecrets(pool);
  const dataKeys = key && createDataKeys({ pool, keys: { current: key, earlier }, ...(now && { now }) });
  const keysOr = () => {
    if (dataKeys) return dataKeys;
    throw new VaultError('noKey', NO_KEY.what, NO_KEY);
  };
  const sealedFor = async (to: Belonging, value: string) => {
    onSecret(value);
    return { ...to, id: randomUUID(), sealed: seal(value, to, await keysOr().toSeal(to.customerId)) };
  };
  const opened = async (sealed: string, from: Belonging, client: Pool | PoolClient) => {
    const value = await keysOr().open(sealed, from, client);
    onSecret(value);
    return value;
  };
  const keptFor = async (to: Belonging) => {
    const kept = await secrets.of(to);
    if (!kept?.sealed) throw gone();
    return { value: await opened(kept.sealed, to, pool), sealed: `sealed:${kept.id}` };
  };

  return {
    /** Why no secret can be made, in words for whoever looks after the desk. */
    obstacle: key ? undefined : `${NO_KEY.what} ${NO_KEY.remedy}`,

    /** The secrets of one call; the same ones however often it is repeated. */
    forCall({ customerId, reference }: { readonly customerId: string; readonly reference: string }) {
      const belonging = (field: string): Belonging => ({ customerId, owner: reference, field });
      return {
        async password() {
          const to = belonging('password');
          await secrets.forgetOlderThan(KEPT_FOR);
          if (!(await secrets.of(to))) await secrets.keep(await sealedFor(to, newPassword(random)));
          return keptFor(to); // another one at the same time may have been quicker
        },
        async seal(field: string, value: string) {
          const to = belonging(`made by the vendor: ${field}`);
          await secrets.forgetOlderThan(KEPT_FOR);
          await secrets.replace(await sealedFor(to, value));
          return (await keptFor(to)).sealed;
        },
      };
    },

    /** For the hand-over alone. `undefined` when there never was one, it is another customer's, or it has gone. */
    async open(sealed: string, customerId: string, client: Pool | PoolClient = pool): Promise<string | undefined> {
      const kept = await secrets.read(client, idOf(sealed));
      if (!kept?.sealed || kept.customerId !== customerId) return undefined;
      return opened(kept.sealed, kept, client);
    },

    forget: (sealed: string, client: Pool | PoolClient = pool) => secrets.forget(client, idOf(sealed)),
  };
}

/** What a sealed reference refers to. */
export function idOf(sealed: string): string {
  return sealed.replace(/^sealed:/, '');
}

const NO_KEY = {
  what: 'There is no master key, so no password can be made.',
  remedy:
    'Make one (openssl rand -out desk.key 32 && chmod 600 desk.key), give every replica the same one, and set MSP_KEY_FILE to its path.',
};

function gone(): VaultError {
  return new VaultError('gone', 'The secret of this call has gone: it was handed over, or nobody came for it.', {
    remedy: 'Start again with a new request.',
  });
}
