import { customerKeys, type ListedKey } from '../store/customer-keys.ts';
import type { Pool } from '../store/pool.ts';
import { createSecrets, type SealedCount } from '../store/secrets.ts';
import { createDataKeys } from './data-keys.ts';
import type { MasterKeys } from './master-key.ts';

/** One data key of a customer. */
export interface KeyStatus {
  readonly id: string;
  readonly ageMs: number;
  readonly isRetired: boolean;
  readonly wrappedBy: string;
  /** Whether the present master key has wrapped it. */
  readonly isCurrent: boolean;
  /** Why it can't be unwrapped; absent when it can. */
  readonly problem?: string;
  /** How many secrets are sealed with it. */
  readonly secrets: number;
}

/** What is sealed for a customer, and with what. */
export interface CustomerStatus {
  readonly id: string;
  readonly keys: readonly KeyStatus[];
  readonly secrets: number;
  /** Sealed with a retired key, or straight with a master key. */
  readonly sealedEarlier: number;
  /** Sealed with something that is not here. */
  readonly lost: number;
}

/** Every key there is. */
export interface SecretsStatus {
  readonly ok: boolean;
  readonly masterKey: string;
  /** Each of those from before, and whether anything still depends on it. */
  readonly earlier: readonly { readonly id: string; readonly isNeeded: boolean }[];
  readonly customers: readonly CustomerStatus[];
}

/** Looks at every key, and whether it opens. */
export async function secretsStatus(pool: Pool, keys: MasterKeys): Promise<SecretsStatus> {
  const dataKeys = createDataKeys({ pool, keys });
  const [masterKey, listed, counts] = await Promise.all([
    keys.current.wrapsAs(),
    customerKeys.all(pool),
    createSecrets(pool).counts(),
  ]);
  const known = await Promise.all(
    listed.map(async (key) => ({ key, problem: await problemOf(() => dataKeys.unwrap(key)) })),
  );
  const ids = [...new Set([...listed, ...counts].map(({ customerId }) => customerId))].sort();
  const customers = ids.map((id) => customerStatus(id));
  return {
    ok: customers.every(({ keys: own, lost }) => lost === 0 && own.every(({ problem }) => problem === undefined)),
    masterKey,
    earlier: keys.earlier.map((one) => ({
      id: one.id,
      isNeeded:
        listed.some((key) => one.opens(key.wrappedBy) && key.wrappedBy !== masterKey) ||
        counts.some(({ format, keyId }) => format === 'msp1' && keyId === one.sealing?.id),
    })),
    customers,
  };

  function customerStatus(id: string): CustomerStatus {
    const own = known.filter(({ key }) => key.customerId === id);
    const sealed = counts.filter(({ customerId }) => customerId === id);
    const seals = own.find(({ key }) => !key.isRetired)?.key.id;
    return {
      id,
      keys: own.map(({ key, problem }) => ({
        ...told(key),
        isCurrent: key.wrappedBy === masterKey,
        ...(problem !== undefined && { problem }),
        secrets: sum(sealed.filter(({ format, keyId }) => format === 'msp2' && keyId === key.id)),
      })),
      secrets: sum(sealed),
      sealedEarlier: sum(sealed.filter(({ format, keyId }) => format !== 'msp2' || keyId !== seals)),
      lost: sum(
        sealed.filter(
          (one) =>
            !isHere(
              one,
              own.map(({ key }) => key),
            ),
        ),
      ),
    };
  }

  function isHere({ format, keyId }: SealedCount, own: readonly ListedKey[]): boolean {
    if (format === 'msp2') return own.some(({ id }) => id === keyId);
    return [keys.current, ...keys.earlier].some(({ sealing }) => sealing?.id === keyId);
  }
}

function told({ id, ageMs, isRetired, wrappedBy }: ListedKey) {
  return { id, ageMs, isRetired, wrappedBy };
}

function sum(counts: readonly SealedCount[]): number {
  return counts.reduce((total, { secrets }) => total + secrets, 0);
}

async function problemOf(work: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
