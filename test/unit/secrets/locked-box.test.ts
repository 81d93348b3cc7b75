import { expect, test } from 'vitest';
import { LockedBox, lockUp, unlock } from '../../../src/secrets/locked-box.ts';

const boundTo = Buffer.from('the rest of the file');
const passphrase = 'several words that nobody guesses';
const cheap = { passphrase, boundTo, cost: 16 };

test('what is locked up opens with its passphrase, and shows nothing before', async () => {
  const box = await lockUp('hunter2', cheap);

  expect(LockedBox.safeParse(box).success).toBe(true);
  expect(JSON.stringify(box)).not.toMatch(/hunter2|aHVudGVyM/);
  expect(await unlock(box, { passphrase, boundTo })).toEqual({ state: 'open', text: 'hunter2' });
});

test('a guess costs what a guess should cost', async () => {
  const box = await lockUp('hunter2', { passphrase, boundTo });

  expect(box).toMatchObject({ kdf: 'scrypt', cost: 131_072 });
  expect(await unlock(box, { passphrase, boundTo })).toMatchObject({ state: 'open' });
});

test('the same letters open it, however a keyboard has composed them', async () => {
  const box = await lockUp('hunter2', { ...cheap, passphrase: 'Kr\u00e4hen auf dem Dach' });

  expect(await unlock(box, { passphrase: 'Kra\u0308hen auf dem Dach', boundTo })).toMatchObject({ state: 'open' });
});

test('another passphrase is told from damage', async () => {
  const box = await lockUp('hunter2', cheap);
  const [nonce = '', text = ''] = box.text.split('.');
  const damaged = [
    { ...box, text: `${nonce}.${text.slice(0, -4)}AAAA` },
    { ...box, text: `${nonce}.${text.slice(0, 20)}` },
    { ...box, text: nonce },
    { ...box, text: '' },
  ];

  expect(await unlock(box, { passphrase: `${passphrase}!`, boundTo })).toEqual({ state: 'wrong-passphrase' });
  for (const one of damaged) expect(await unlock(one, { passphrase, boundTo })).toEqual({ state: 'damaged' });
  expect(await unlock(box, { passphrase, boundTo: Buffer.from('another file') })).toEqual({ state: 'damaged' });
});

test.each([2 ** 21, 3, 0, -2, 1.5])('no file makes us work for a cost of %d', async (cost) => {
  const box = await lockUp('hunter2', cheap);

  expect(LockedBox.safeParse({ ...box, cost }).success).toBe(false);
});
