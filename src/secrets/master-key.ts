import { createHash, createSecretKey, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { createDurably } from '../lib/durable-file.ts';
import { readOwnFile } from '../lib/file-access.ts';
import { decrypt, encrypt } from './aes.ts';
import type { SealingKey } from './seal.ts';
import { tampered, VaultError } from './vault-error.ts';

/** A data key that only its master key unwraps. */
interface Wrapped {
  readonly wrapped: string;
  /** The id of the master key, with its version where it has several. */
  readonly wrappedBy: string;
}

/** Whose data key it is; for another customer it can't be unwrapped. */
export interface KeyBelonging {
  readonly id: string;
  readonly customerId: string;
}

/** What wraps the data keys of customers. */
export interface MasterKey {
  readonly id: string;
  /** What `wrappedBy` would be now. */
  wrapsAs(): Promise<string>;
  opens(wrappedBy: string): boolean;
  wrap(dataKey: Buffer, to: KeyBelonging): Promise<Wrapped>;
  unwrap(wrapped: Wrapped, from: KeyBelonging): Promise<Buffer>;
  /** Opens what was sealed before customers had keys of their own; a key that never leaves its vault has sealed nothing. */
  readonly sealing?: SealingKey;
}

/** The one that wraps, and those from before, which still unwrap. */
export interface MasterKeys {
  readonly current: MasterKey;
  readonly earlier: readonly MasterKey[];
}

/** How long a key is, in bytes. */
export const KEY_BYTES = 32;

/** Reads the key. Where it may be made, the first start makes it, and no other one ever replaces it. */
export async function readMasterKey(file: string, { make }: { readonly make: boolean }): Promise<MasterKey> {
  if (make && !existsSync(file)) await createDurably(file, randomBytes(KEY_BYTES));
  return masterKey(await readKeyBytes(file));
}

/** Tells keys apart without telling anything about them. */
export function masterKey(bytes: Buffer): MasterKey {
  const id = createHash('sha256').update('msp.master-key.v1').update(bytes).digest('hex').slice(0, 16);
  const key = createSecretKey(bytes);
  return {
    id,
    wrapsAs: async () => id,
    opens: (wrappedBy) => wrappedBy === id,
    wrap: async (dataKey, to) => ({ wrapped: encrypt(dataKey, bindingOf(to), key), wrappedBy: id }),
    async unwrap({ wrapped }, from) {
      try {
        return decrypt(wrapped, bindingOf(from), key);
      } catch (cause) {
        throw tampered(cause);
      }
    },
    sealing: { id, key },
  };
}

/** What a wrapped data key is bound to. */
export function bindingOf({ id, customerId }: KeyBelonging): Buffer {
  return Buffer.from(JSON.stringify(['msp.data-key.v1', id, customerId]));
}

/** The key itself, for whoever keeps a copy of it. */
export async function readKeyBytes(file: string): Promise<Buffer> {
  const { bytes, isOpenToOthers } = await readOwnFile(file).catch((cause: unknown) => {
    throw new VaultError('noKey', `The master key can't be read from ${file}.`, { remedy: HOW_TO_MAKE, cause });
  });
  if (isOpenToOthers)
    throw new VaultError('openToOthers', `Others may read or change the master key in ${file}.`, {
      remedy: `Let its owner alone have it: chmod 600 ${file}. If somebody may have seen it, make another one.`,
    });
  if (bytes.length === KEY_BYTES) return bytes;
  const what = `The master key in ${file} has ${bytes.length} bytes instead of ${KEY_BYTES}.`;
  throw new VaultError('wrongLength', what, { remedy: HOW_TO_MAKE });
}

const HOW_TO_MAKE =
  'Put the backup of it there, or make one: openssl rand -out desk.key 32 && chmod 600 desk.key. Without the old key, what was sealed with it is lost.';
