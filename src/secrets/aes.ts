import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto';

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** `nonce.ciphertext-and-tag` of AES-256-GCM. What it is bound to has to be said again to open it. */
export function encrypt(bytes: Buffer, boundTo: Buffer, key: KeyObject): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(boundTo);
  const encrypted = Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
  return [nonce, encrypted].map((part) => part.toString('base64url')).join('.');
}

/** Throws when anything was changed. */
export function decrypt(text: string, boundTo: Buffer, key: KeyObject): Buffer {
  const [nonce, encrypted] = partsOf(text);
  const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(boundTo);
  decipher.setAuthTag(encrypted.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(encrypted.subarray(0, -TAG_BYTES)), decipher.final()]);
}

/** Written in one way only, so that no two texts are the same sealed value. */
function partsOf(text: string): readonly [nonce: Buffer, encrypted: Buffer] {
  const parts = text.split('.').map((part) => Buffer.from(part, 'base64url'));
  const [nonce, encrypted] = parts;
  const isAsWritten = parts.map((part) => part.toString('base64url')).join('.') === text;
  if (!nonce || !encrypted || parts.length !== 2 || !isAsWritten) throw new TypeError('not written like this');
  if (nonce.length !== NONCE_BYTES || encrypted.length < TAG_BYTES) throw new TypeError('of a wrong length');
  return [nonce, encrypted];
}
