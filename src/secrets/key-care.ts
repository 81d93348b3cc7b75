import { inMilliseconds } from '../lib/duration.ts';
import { customerKeys, type ListedKey } from '../store/customer-keys.ts';
import { inTransaction, type Pool, type PoolClient } from '../store/pool.ts';
import { createSecrets, type StoredSecret } from '../store/secrets.ts';
import { createDataKeys } from './data-keys.ts';
import type { MasterKeys } from './master-key.ts';
import { seal } from './seal.ts';

/** A desk that had begun to seal with a key when it was retired has long ended by then. */
const IDLE_FOR = inMilliseconds('1h');
const AT_ONCE = 100;

interface Parts {
  readonly pool: Pool;
  readonly keys: MasterKeys;
  /** Writes an audit line in the transaction of what it tells about. Its facts are ids. */
  readonly record: (
    client: PoolClient,
    line: { readonly customerId: string; readonly action: string; readonly facts: Readonly<Record<string, unknown>> },
  ) => Promise<void>;
}

/** What could not be moved, and why. */
interface LeftBehind {
  readonly customerId: string;
  readonly what: string;
  readonly why: string;
}

/** What a rewrap has come to. */
export interface Rewrapped {
  readonly keys: number;
  readonly secrets: number;
  readonly dropped: number;
  readonly left: readonly LeftBehind[];
}

export type KeyCare = ReturnType<typeof createKeyCare>;

/** Changes keys while desks are open. Each step stands by itself, so that whoever is interrupted can begin again. */
export function createKeyCare({ pool, keys, record }: Parts) {
  const dataKeys = createDataKeys({ pool, keys });
  const secrets = createSecrets(pool);

  return {
    /** A new data key for a customer; the one before still opens what it has sealed. `undefined` when there is none. */
    async rotate(customerId: string): Promise<{ readonly from: string; readonly to: string } | undefined> {
      const fresh = await dataKeys.fresh(customerId);
      return inTransaction(pool, async (client) => {
        const before = await customerKeys.thatSeals(client, customerId);
        if (!before || !(await customerKeys.retire(client, before.id))) return undefined;
        await customerKeys.keep(client, fresh);
        const facts = { from: before.id, to: fresh.id };
        await record(client, { customerId, action: 'secrets.rotated', facts });
        return facts;
      });
    },

    /** Moves everything to the present master key and to each customer's present data key. */
    async rewrap(signal: AbortSignal): Promise<Rewrapped> {
      const left: LeftBehind[] = [];
      const trying = async <T>(customerId: string, what: string, work: () => Promise<T>): Promise<T | undefined> => {
        signal.throwIfAborted();
        try {
          return await work();
        } catch (error) {
          signal.throwIfAborted();
          left.push({ customerId, what, why: error instanceof Error ? error.message : String(error) });
          return undefined;
        }
      };
      const [listed, counts] = await Promise.all([customerKeys.all(pool), secrets.counts()]);
      let moved = 0;
      for (const key of listed) {
        if (await trying(key.customerId, `data key ${key.id}`, () => rewrapOne(key))) moved += 1;
      }
      let resealed = 0;
      let dropped = 0;
      for (const customerId of new Set([...listed, ...counts].map((one) => one.customerId))) {
        resealed += (await trying(customerId, 'its secrets', () => resealAll(customerId, trying))) ?? 0;
        dropped += (await trying(customerId, 'its idle keys', () => dropIdle(customerId))) ?? 0;
      }
      return { keys: moved, secrets: resealed, dropped, left };
    },

    /** Deletes a customer's keys and all that is sealed with them, for good. */
    async shred(customerId: string): Promise<{ readonly keys: number; readonly secrets: number }> {
      return inTransaction(pool, async (client) => {
        const gone = await customerKeys.shred(client, customerId);
        const forgotten = await secrets.forgetAllOf(client, customerId);
        if (gone.length + forgotten > 0)
          await record(client, { customerId, action: 'secrets.shredded', facts: { keys: gone, secrets: forgotten } });
        return { keys: gone.length, secrets: forgotten };
      });
    },
  };

  async function rewrapOne(key: ListedKey): Promise<boolean> {
    if (await dataKeys.isCurrent(key)) return false;
    const after = await dataKeys.rewrapped(key);
    return inTransaction(pool, async (client) => {
      if (!(await customerKeys.rewrap(client, key, after))) return false;
      const facts = { key: key.id, from: key.wrappedBy, to: after.wrappedBy };
      await record(client, { customerId: key.customerId, action: 'secrets.rewrapped', facts });
      return true;
    });
  }

  async function resealAll(
    customerId: string,
    trying: <T>(customerId: string, what: string, work: () => Promise<T>) => Promise<T | undefined>,
  ): Promise<number> {
    const to = await dataKeys.toSeal(customerId);
    let count = 0;
    for (let after = ''; ; ) {
      const some = await secrets.sealedOtherwise(customerId, `msp2.${to.id}.`, after, AT_ONCE);
      const last = some.at(-1);
      if (!last) return count;
      after = last.id;
      const opened = await Promise.all(
        some.map(async (one) => {
          const value = await trying(customerId, `secret ${one.id}`, () => dataKeys.open(one.sealed ?? '', one));
          return value === undefined ? [] : [{ one, sealed: seal(value, one, to) }];
        }),
      );
      count += await exchange(customerId, to.id, opened.flat());
    }
  }

  async function exchange(
    customerId: string,
    key: string,
    resealed: readonly { readonly one: StoredSecret; readonly sealed: string }[],
  ): Promise<number> {
    return inTransaction(pool, async (client) => {
      const done: string[] = [];
      for (const { one, sealed } of resealed) if (await secrets.reseal(client, one, sealed)) done.push(one.id);
      const line = { customerId, action: 'secrets.resealed', facts: { key, secrets: done } };
      if (done.length > 0) await record(client, line);
      return done.length;
    });
  }

  async function dropIdle(customerId: string): Promise<number> {
    return inTransaction(pool, async (client) => {
      const gone = await customerKeys.dropIdle(client, customerId, IDLE_FOR);
      if (gone.length > 0) await record(client, { customerId, action: 'secrets.key-dropped', facts: { keys: gone } });
      return gone.length;
    });
  }
}
