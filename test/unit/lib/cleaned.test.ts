import { expect, test } from 'vitest';
import { cleaned } from '../../../src/lib/cleaned.ts';

test('what PostgreSQL can not store is replaced, however deep it stands, in names too', () => {
  expect(cleaned({ text: 'a\u0000b', list: [{ 'k\u0000': 'half \ud83d pair' }] })).toEqual({
    text: 'a\ufffdb',
    list: [{ 'k\ufffd': 'half \ufffd pair' }],
  });
});

test('everything else stays as it is', () => {
  const value = { text: 'Grüße 👋\n', number: 1, yes: true, nothing: null, list: [] };

  expect(cleaned(value)).toEqual(value);
});
