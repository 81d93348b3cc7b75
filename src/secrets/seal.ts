import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { MasterKey } from './master-key.ts';
import { VaultError } from './vault-error.ts';

/** Where a sealed value belongs; anywhere else it can't be opened. */
export interface Belonging {
  readonly customerId: string;
  /** The call that made it. */
  readonly owner: string;
  readonly field: string;
}

const FORMAT = 'msp1';
const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** `format.key-id.nonce.ciphertext-and-tag` */
export function seal(value: string, to: Belonging, { id, key }: MasterKey): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(bindingOf(to));
  const sealed = Buffer.concat([cipher.update(value, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return [FORMAT, id, nonce.toString('base64url'), sealed.toString('base64url')].join('.');
}

export function unseal(text: string, from: Belonging, { id, key }: MasterKey): string {
  const [format, keyId, nonce = '', sealed = ''] = text.split('.');
  if (format !== FORMAT) throw tampered();
  if (keyId !== id) throw otherKey(keyId ?? '', id);

  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.length < TAG_BYTES) throw tampered();
  try {
    const decipher = createDecipheriv(ALGORITHM, key, Buffer.from(nonce, 'base64url'), { authTagLength: TAG_BYTES });
    decipher.setAAD(bindingOf(from));
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]).toString('utf8');
  } catch (cause) {
    throw tampered(cause);
  }
}

/** As JSON, so that no part can run over into the next one. */
function bindingOf({ customerId, owner, field }: Belonging): Buffer {
  return Buffer.from(JSON.stringify([FORMAT, customerId, owner, field]));
}

function otherKey(sealedWith: string, ours: string): VaultError {
  return new VaultError('otherKey', `This was sealed with the master key ${sealedWith}, and ours is ${ours}.`, {
    remedy: 'Put the earlier key file back, or run the step that made it again.',
  });
}

function tampered(cause?: unknown): VaultError {
  return new VaultError('tampered', 'A sealed secret does not open where it lies.', {
    remedy: 'Somebody may have changed the database: look into it before anything else is handed over.',
    cause,
  });
}
