import { createSecretKey, type KeyObject, randomBytes, randomUUID } from 'node:crypto';
import { inMilliseconds } from '../lib/duration.ts';
import { customerKeys, type StoredKey } from '../store/customer-keys.ts';
import type { Pool, PoolClient } from '../store/pool.ts';
import { KEY_BYTES, type MasterKey, type MasterKeys } from './master-key.ts';
import { type Belonging, formOf, type SealingKey, unseal } from './seal.ts';
import { otherKey, tampered, VaultError } from './vault-error.ts';

/** How long a data key stays unwrapped in memory. */
const KNOWN_FOR = inMilliseconds('10m');

interface Parts {
  readonly pool: Pool;
  readonly keys: MasterKeys;
  readonly now?: () => number;
}

/**
 * Every customer's own keys, unwrapped when they are needed. Which key seals, and whether one is still there, is asked each
 * time: only what a wrapped key says is remembered for a while.
 */
export function createDataKeys({ pool, keys, now = Date.now }: Parts) {
  const known = new Map<string, { readonly key: KeyObject; readonly until: number }>();
  const all = [keys.current, ...keys.earlier];

  const unwrapperOf = ({ wrappedBy }: Pick<StoredKey, 'wrappedBy'>): MasterKey => {
    const found = all.find((master) => master.opens(wrappedBy));
    if (found) return found;
    throw otherKey(wrappedBy, [keys.current.id]);
  };
  const opened = async (stored: StoredKey): Promise<SealingKey> => {
    for (const [wrapped, { until }] of known) if (until <= now()) known.delete(wrapped);
    const name = JSON.stringify([stored.id, stored.customerId, stored.wrapped]);
    const key = known.get(name)?.key ?? createSecretKey(await unwrap(stored));
    if (!known.has(name)) known.set(name, { key, until: now() + KNOWN_FOR });
    return { id: stored.id, key };
  };
  const unwrap = async (stored: StoredKey): Promise<Buffer> => {
    const bytes = await unwrapperOf(stored).unwrap(stored, stored);
    if (bytes.length !== KEY_BYTES) throw tampered();
    return bytes;
  };
  const fresh = async (customerId: string): Promise<StoredKey> => {
    const to = { id: randomUUID(), customerId };
    return { ...to, ...(await keys.current.wrap(randomBytes(KEY_BYTES), to)) };
  };

  /** The key that has sealed something of a customer, in its present format. */
  const ofCustomer = async (id: string, customerId: string, client: Pool | PoolClient): Promise<SealingKey> => {
    const there = await customerKeys.find(client, id);
    if (there && there.customerId !== customerId) throw tampered();
    if (there) return opened(there);
    throw new VaultError('shredded', `The data key ${id} of ${customerId} has been deleted.`, {
      remedy: 'What was sealed with it is lost. Start again with a new request.',
    });
  };
  /** The master key that something was sealed with straight away. */
  const ofOldFormat = (id: string): SealingKey => {
    const found = all.find(({ sealing }) => sealing?.id === id)?.sealing;
    if (found) return found;
    throw otherKey(id, [keys.current.id]);
  };

  return {
    /** The key that seals for a customer now; their first one is made when it is first needed. */
    async toSeal(customerId: string): Promise<SealingKey> {
      const there = await customerKeys.thatSeals(pool, customerId);
      if (there) return opened(there);
      await customerKeys.keep(pool, await fresh(customerId));
      const kept = await customerKeys.thatSeals(pool, customerId); // another replica may have been quicker
      if (kept) return opened(kept);
      throw new Error('The data key that was just kept has gone');
    },

    /** What a sealed text of a customer says, wherever it lies. */
    async open(sealed: string, from: Belonging, client: Pool | PoolClient = pool): Promise<string> {
      const { format, keyId } = formOf(sealed);
      const finders = {
        msp1: async () => ofOldFormat(keyId),
        msp2: () => ofCustomer(keyId, from.customerId, client),
      };
      return unseal(sealed, from, await finders[format]());
    },

    /** A new key of a customer, wrapped and not kept yet. */
    fresh,

    /** Whether its master key is here and opens it; throws `VaultError` when not. */
    unwrap,

    /** The same key under the current master key. */
    async rewrapped(stored: StoredKey): Promise<StoredKey> {
      return { ...stored, ...(await keys.current.wrap(await unwrap(stored), stored)) };
    },

    /** Whether the current master key, in its present version, has wrapped it. */
    isCurrent: async ({ wrappedBy }: Pick<StoredKey, 'wrappedBy'>) => wrappedBy === (await keys.current.wrapsAs()),
  };
}
