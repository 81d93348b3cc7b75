import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import { existsSync } from 'node:fs';
import { createDurably } from '../lib/durable-file.ts';
import { readOwnFile } from '../lib/file-access.ts';
import { AuditError } from './audit-error.ts';

/** What signs for the audit. Whoever has it could sign a log that was made up. */
export interface AuditKey {
  readonly id: string;
  /** In PEM; for everybody. */
  readonly publicKey: string;
  /** In hex. */
  sign(text: string | Buffer): string;
}

/** Public keys by their id, as somebody trusts them. */
export type PublicKeys = ReadonlyMap<string, KeyObject>;

/** Reads the key. Where it may be made, the first start makes it, and no other one ever replaces it. */
export async function readAuditKey(file: string, { make }: { readonly make: boolean }): Promise<AuditKey> {
  if (make && !existsSync(file)) await createDurably(file, Buffer.from(newAuditKey()));
  return auditKey(await pemOf(file), file);
}

/** A new private key, in PEM. */
export function newAuditKey(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** The key of a PEM text; `file` is where it came from. */
export function auditKey(pem: string, file: string): AuditKey {
  const key = privateKeyIn(pem);
  if (key?.asymmetricKeyType !== 'ed25519')
    throw new AuditError('badKey', `There is no Ed25519 private key in ${file}.`, { remedy: HOW_TO_MAKE });
  const publicKey = createPublicKey(key);
  return {
    id: idOf(publicKey),
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    sign: (text) => sign(null, Buffer.from(text), key).toString('hex'),
  };
}

/** Every public key in a text of PEM blocks, e.g. the present one and those before it. */
export function publicKeysIn(pem: string, file: string): PublicKeys {
  const blocks = pem.match(/-----BEGIN PUBLIC KEY-----[^-]+-----END PUBLIC KEY-----/g) ?? [];
  try {
    const keys = blocks.map((block) => createPublicKey(block)).filter((key) => key.asymmetricKeyType === 'ed25519');
    if (keys.length > 0) return new Map(keys.map((key) => [idOf(key), key]));
  } catch {
    // no key is said below
  }
  throw new AuditError('badKey', `There is no Ed25519 public key in ${file}.`, {
    remedy: 'Give the file that "npx msp audit key" printed.',
  });
}

/** Whether one of these keys made this signature. Anything that is not written as one is none. */
export function isSignedBy(keys: PublicKeys, id: string, text: string | Buffer, signature: string): boolean {
  const key = keys.get(id);
  if (!key || !/^[0-9a-f]{128}$/.test(signature)) return false;
  return verify(null, Buffer.from(text), key, Buffer.from(signature, 'hex'));
}

function idOf(key: KeyObject): string {
  return createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 16);
}

function privateKeyIn(pem: string): KeyObject | undefined {
  try {
    return createPrivateKey(pem);
  } catch {
    return undefined;
  }
}

async function pemOf(file: string): Promise<string> {
  const { bytes, isOpenToOthers } = await readOwnFile(file).catch((cause: unknown) => {
    throw new AuditError('noKey', `The audit key can't be read from ${file}.`, { remedy: HOW_TO_MAKE, cause });
  });
  if (isOpenToOthers)
    throw new AuditError('openToOthers', `Others may read or change the audit key in ${file}.`, {
      remedy: `Let its owner alone have it: chmod 600 ${file}. If somebody may have seen it, make another one.`,
    });
  return bytes.toString('utf8');
}

const HOW_TO_MAKE =
  'Put the backup of it there, or make one: openssl genpkey -algorithm ed25519 -out audit.key && chmod 600 audit.key. Keep the public keys of earlier ones.';
