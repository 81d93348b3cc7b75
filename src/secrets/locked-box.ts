import { createHmac, createSecretKey, type KeyObject, randomBytes, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { z } from 'zod';
import { decrypt, encrypt } from './aes.ts';

const KEY_BYTES = 32;
const SALT_BYTES = 16;
const BLOCK = 8;
/** What a guess costs: 128 MB for about half a second. Whoever has the file may guess for ever. */
const USUAL_COST = 2 ** 17;
const HIGHEST_COST = 2 ** 20;

/** Text that only a passphrase opens. */
export const LockedBox = z.strictObject({
  kdf: z.literal('scrypt'),
  /** Bounded, because it is worked through before anything is known of who wrote it. */
  cost: z
    .int()
    .min(2)
    .max(HIGHEST_COST)
    .refine((cost) => Number.isInteger(Math.log2(cost))),
  salt: z.base64url(),
  /** Tells a wrong passphrase from a damaged file. */
  check: z.base64url(),
  text: z.string(),
});
export type LockedBox = Readonly<z.infer<typeof LockedBox>>;

/** What came of an attempt to open a box. */
export type Unlocked =
  | { readonly state: 'open'; readonly text: string }
  | { readonly state: 'wrong-passphrase' | 'damaged' };

/** Locks a text up. It opens only together with the very bytes that it is bound to. */
export async function lockUp(
  text: string,
  { passphrase, boundTo, cost = USUAL_COST }: { passphrase: string; boundTo: Buffer; cost?: number },
): Promise<LockedBox> {
  const salt = randomBytes(SALT_BYTES).toString('base64url');
  const key = await keyFrom(passphrase, { salt, cost });
  return { kdf: 'scrypt', cost, salt, check: checkOf(key), text: encrypt(Buffer.from(text), boundTo, key) };
}

export async function unlock(
  box: LockedBox,
  { passphrase, boundTo }: { passphrase: string; boundTo: Buffer },
): Promise<Unlocked> {
  const key = await keyFrom(passphrase, box);
  if (checkOf(key) !== box.check) return { state: 'wrong-passphrase' };
  try {
    return { state: 'open', text: decrypt(box.text, boundTo, key).toString('utf8') };
  } catch {
    return { state: 'damaged' };
  }
}

const derive = promisify<string, Buffer, number, object, Buffer>(scrypt);

/** The same letters give the same key, however a keyboard composes them. */
async function keyFrom(passphrase: string, { salt, cost }: Pick<LockedBox, 'salt' | 'cost'>): Promise<KeyObject> {
  const options = { N: cost, r: BLOCK, p: 1, maxmem: 256 * BLOCK * (cost + 16) };
  return createSecretKey(await derive(passphrase.normalize('NFC'), Buffer.from(salt, 'base64url'), KEY_BYTES, options));
}

function checkOf(key: KeyObject): string {
  return createHmac('sha256', key).update('msp.locked-box.v1').digest().subarray(0, 8).toString('base64url');
}
