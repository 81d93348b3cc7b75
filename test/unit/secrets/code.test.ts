import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { digestOfCode, isRightCode, newCode } from '../../../src/secrets/code.ts';

const link = randomBytes(32);

test('a code has six digits, also where they begin with a nought', () => {
  expect(newCode(() => 42)).toBe('000042');
  expect(newCode((below) => below - 1)).toBe('999999');
  expect(newCode()).toMatch(/^\d{6}$/);
});

test('the same code of another link has another digest, and is not right there', async () => {
  const kept = await digestOfCode('000042', link);

  expect(await isRightCode('000042', link, kept)).toBe(true);
  expect(await isRightCode('000042', randomBytes(32), kept)).toBe(false);
});

test.each([
  ['another', '000043'],
  ['a shorter', '42'],
  ['no', ''],
])('%s code is wrong', async (_, typed) => {
  expect(await isRightCode(typed, link, await digestOfCode('000042', link))).toBe(false);
});

test('where nobody was shown a code, none is right', async () => {
  expect(await isRightCode('000042', link, null)).toBe(false);
});
