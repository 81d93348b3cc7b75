import type { KeyObject } from 'node:crypto';
import { decrypt, encrypt } from './aes.ts';
import { tampered } from './vault-error.ts';

/** Where a sealed value belongs; anywhere else it can't be opened. */
export interface Belonging {
  readonly customerId: string;
  /** The call that made it. */
  readonly owner: string;
  readonly field: string;
}

/** A key that seals. Its id is part of every sealed value, so that another key is told apart. */
export interface SealingKey {
  readonly id: string;
  readonly key: KeyObject;
}

/** How a value is sealed: straight with a master key, as it was done before customers had keys, or with the customer's. */
export type Format = 'msp1' | 'msp2';

/** `format.key-id.nonce.ciphertext-and-tag` */
export function seal(value: string, to: Belonging, { id, key }: SealingKey): string {
  return `msp2.${id}.${encrypt(Buffer.from(value), bindings.msp2(to, id), key)}`;
}

/** What a sealed value says about itself, in the clear. */
export function formOf(sealed: string): { readonly format: Format; readonly keyId: string; readonly text: string } {
  const [, format, keyId = '', text = ''] = /^(msp[12])\.([\w-]+)\.(.+)$/s.exec(sealed) ?? [];
  if (format !== 'msp1' && format !== 'msp2') throw tampered();
  return { format, keyId, text };
}

export function unseal(sealed: string, from: Belonging, { id, key }: SealingKey): string {
  const { format, text } = formOf(sealed);
  try {
    return decrypt(text, bindings[format](from, id), key).toString('utf8');
  } catch (cause) {
    throw tampered(cause);
  }
}

/** As JSON, so that no part can run over into the next one. */
const bindings = {
  msp1: ({ customerId, owner, field }) => Buffer.from(JSON.stringify(['msp1', customerId, owner, field])),
  msp2: ({ customerId, owner, field }, keyId) => Buffer.from(JSON.stringify(['msp2', keyId, customerId, owner, field])),
} satisfies Readonly<Record<Format, (to: Belonging, keyId: string) => Buffer>>;
