import { createCipheriv, createSecretKey, randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { masterKey } from '../../../src/secrets/master-key.ts';
import { type Belonging, seal, unseal } from '../../../src/secrets/seal.ts';

const key = { id: 'key-1', key: createSecretKey(randomBytes(32)) };
const home: Belonging = { customerId: 'contoso', owner: 'MSP-1:reset', field: 'password' };
const sealed = seal('hunter2', home, key);

function flipped(text: string, at: number): string {
  const bytes = Buffer.from(text, 'base64url');
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return bytes.toString('base64url');
}

/** As it was written before customers had keys of their own. */
function sealedLongAgo(value: string, { customerId, owner, field }: Belonging, master = key): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', master.key, nonce);
  cipher.setAAD(Buffer.from(JSON.stringify(['msp1', customerId, owner, field])));
  const bytes = Buffer.concat([cipher.update(value), cipher.final(), cipher.getAuthTag()]);
  return ['msp1', master.id, nonce.toString('base64url'), bytes.toString('base64url')].join('.');
}

describe('a sealed value', () => {
  test('opens where it belongs, and nothing of it is seen', () => {
    expect(unseal(sealed, home, key)).toBe('hunter2');
    expect(sealed).not.toContain('hunter2');
    expect(seal('hunter2', home, key)).not.toBe(sealed);
  });

  test('of the old format opens with its master key', () => {
    const { sealing } = masterKey(randomBytes(32));
    if (!sealing) throw new Error('A key of ours seals');

    const old = sealedLongAgo('hunter2', home, sealing);

    expect(unseal(old, home, sealing)).toBe('hunter2');
    expect(() => unseal(old, { ...home, customerId: 'fabrikam' }, sealing)).toThrow('does not open where it lies');
  });

  test.each<[string, Belonging]>([
    ['another customer', { ...home, customerId: 'fabrikam' }],
    ['another call', { ...home, owner: 'MSP-2:reset' }],
    ['another field', { ...home, field: 'pin' }],
    ['parts that run over into one another', { customerId: 'contoso', owner: 'MSP-1:', field: 'resetpassword' }],
    ['customer and call swapped', { ...home, customerId: home.owner, owner: home.customerId }],
  ])('does not open for %s', (_, elsewhere) => {
    expect(() => unseal(sealed, elsewhere, key)).toThrow('does not open where it lies');
  });

  test.each([
    ['under the id of another key', { ...key, id: 'key-2' }],
    ['with another key of the same id', { id: 'key-1', key: createSecretKey(randomBytes(32)) }],
  ])('does not open %s', (_, other) => {
    expect(() => unseal(sealed, home, other)).toThrow('does not open where it lies');
  });

  const [format, id, nonce = '', bytes = ''] = sealed.split('.');
  test.each([
    ['a flipped bit of its nonce', [format, id, flipped(nonce, 0), bytes]],
    ['a flipped bit of its text', [format, id, nonce, flipped(bytes, 0)]],
    ['a flipped bit of its tag', [format, id, nonce, flipped(bytes, 8)]],
    ['a byte cut off', [format, id, nonce, bytes.slice(0, -2)]],
    ['nothing but its tag', [format, id, nonce, bytes.slice(-22)]],
    ['less than a tag', [format, id, nonce, 'AAAA']],
    ['a shorter nonce', [format, id, nonce.slice(0, 8), bytes]],
    ['no nonce', [format, id, bytes]],
    ['another part', [format, id, nonce, bytes, 'AAAA']],
    ['letters that are no part of it', [format, id, nonce, `${bytes}=`]],
    ['the older format', ['msp1', id, nonce, bytes]],
    ['an unknown format', ['msp3', id, nonce, bytes]],
    ['nothing', ['']],
  ])('does not open with %s', (_, parts) => {
    expect(() => unseal(parts.join('.'), home, key)).toThrow('does not open where it lies');
  });
});
