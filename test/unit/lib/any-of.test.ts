import { expect, test } from 'vitest';
import { anyOf } from '../../../src/lib/any-of.ts';

test.each([
  [['Sam'], 'Sam'],
  [['Sam', 'Kim'], 'Sam or Kim'],
  [['Sam', 'Kim', 'Tess'], 'Sam, Kim, or Tess'],
])('one of %j is "%s"', (names, words) => {
  expect(anyOf(names)).toBe(words);
});
