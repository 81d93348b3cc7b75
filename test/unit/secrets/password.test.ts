import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newPassword } from '../../../src/secrets/password.ts';

const many = Array.from({ length: 2_000 }, () => newPassword());

test('a password has at least 20 characters and 100 bits, even without those that lack a kind of character', () => {
  const characters = new Set(many.join(''));
  const lost = 1; // more than half of all are kept
  const shortest = Math.min(...many.map(({ length }) => length));

  expect(shortest).toBeGreaterThanOrEqual(20);
  expect(shortest * Math.log2(characters.size) - lost).toBeGreaterThan(100);
});

test('no password comes twice', () => {
  expect(new Set(many).size).toBe(many.length);
});

test('every password has small and capital letters, digits and signs, whatever is drawn', () => {
  fc.assert(
    fc.property(fc.infiniteStream(fc.nat()), (drawn) => {
      const password = newPassword((below) => Number(drawn.next().value) % below);

      expect(password).toMatch(/^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)(?=.*[^a-zA-Z\d]).{20,}$/);
    }),
    { numRuns: 200 },
  );
});

test('no character is easily taken for another one, or lost on the way', () => {
  expect(many.join('')).not.toMatch(/[Il1O0oS5B8Z2\s"'`<>&\\]/);
});

test('each character is as likely as the others', () => {
  const counts = new Map<string, number>();
  for (const character of many.join('')) counts.set(character, (counts.get(character) ?? 0) + 1);
  const expected = many.join('').length / counts.size;

  // Digits are a little more likely, because a password without any is not used. A modulo would favour some by half.
  for (const count of counts.values()) expect(Math.abs(count / expected - 1)).toBeLessThan(0.3);
});
