import { expect, test } from 'vitest';
import { isCode, kept, newCode } from '../../../src/lib/one-time-code.ts';

test.each([2, 6])('a code of %i digits has as many, and never begins with a nought', (digits) => {
  const codes = Array.from({ length: 500 }, () => newCode(digits).code);

  expect(codes.filter((code) => !/^[1-9]\d*$/.test(code) || code.length !== digits)).toEqual([]);
  expect(new Set(codes).size).toBeGreaterThan(50);
});

test('a code is recognised, also as people write it down, and another one is not', () => {
  const { code, kept: known } = newCode(6);
  const other = String(((Number(code) - 100_000 + 1) % 900_000) + 100_000);

  expect(isCode(code, known)).toBe(true);
  expect(isCode(` ${code.slice(0, 3)} ${code.slice(3, 5)}-${code.slice(5)}`, known)).toBe(true);
  expect([other, '', `${code}0`, code.slice(1)].filter((typed) => isCode(typed, known))).toEqual([]);
});

test('what is kept neither shows a code nor shows that two are the same', () => {
  const [one, other] = [kept('482913'), kept('482913')];

  expect(JSON.stringify(one)).not.toContain('482913');
  expect(one?.digest).not.toBe(other?.digest);
  expect(isCode('482913', { ...kept('482913'), salt: one?.salt ?? '' })).toBe(false);
});
