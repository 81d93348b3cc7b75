import { createHash, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { createDurably } from '../lib/durable-file.ts';
import { VaultError } from './vault-error.ts';

/** The key that opens everything in the vault. Its id is part of every sealed value, so that another key is told apart. */
export interface MasterKey {
  readonly id: string;
  readonly key: KeyObject;
}

const LENGTH = 32;
const OTHERS = 0o077;

/** Reads the key. Where it may be made, the first start makes it, and no other one ever replaces it. */
export async function readMasterKey(file: string, { make }: { readonly make: boolean }): Promise<MasterKey> {
  if (make && !existsSync(file)) await createDurably(file, randomBytes(LENGTH));
  return masterKey(await bytesOf(file));
}

/** Tells keys apart without telling anything about them. */
export function masterKey(bytes: Buffer): MasterKey {
  const id = createHash('sha256').update('msp.master-key.v1').update(bytes).digest('hex').slice(0, 16);
  return { id, key: createSecretKey(bytes) };
}

async function bytesOf(file: string): Promise<Buffer> {
  const handle = await open(file, 'r').catch((cause: unknown) => {
    throw new VaultError('noKey', `The master key can't be read from ${file}.`, { remedy: HOW_TO_MAKE, cause });
  });
  try {
    const { mode } = await handle.stat();
    if (process.platform !== 'win32' && (mode & OTHERS) !== 0)
      throw new VaultError('openToOthers', `Others may read or change the master key in ${file}.`, {
        remedy: `Let its owner alone have it: chmod 600 ${file}. If somebody may have seen it, make another one.`,
      });
    const bytes = await handle.readFile();
    if (bytes.length === LENGTH) return bytes;
    throw new VaultError('wrongLength', `The master key in ${file} has ${bytes.length} bytes instead of ${LENGTH}.`, {
      remedy: HOW_TO_MAKE,
    });
  } finally {
    await handle.close();
  }
}

const HOW_TO_MAKE =
  'Put the backup of it there, or make one: openssl rand -out desk.key 32 && chmod 600 desk.key. Without the old key, what was sealed with it is lost.';
