import fc from 'fast-check';
import { expect, test } from 'vitest';
import { digest } from '../../../src/lib/digest.ts';

test('the order of fields changes nothing, every value does', () => {
  const one = digest({ user: 'ada', account: { enabled: true } });

  expect(digest({ account: { enabled: true }, user: 'ada' })).toBe(one);
  expect(digest({ user: 'ada', account: { enabled: 'true' } })).not.toBe(one);
  expect(digest({ user: 'ada', account: [{ enabled: true }] })).not.toBe(one);
  expect(one).toMatch(/^[0-9a-f]{64}$/);
});

test('the order of a list counts', () => {
  expect(digest(['a', 'b'])).not.toBe(digest(['b', 'a']));
});

test('what went through a database has the same digest', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const stored: unknown = JSON.parse(JSON.stringify(value));
      expect(digest(stored)).toBe(digest(value));
    }),
  );
});
