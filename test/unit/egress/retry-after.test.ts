import { expect, test } from 'vitest';
import { retryAfter } from '../../../src/egress/retry-after.ts';

const now = Date.parse('2026-11-23T10:00:00Z');

test.each([
  ['seconds', '120', 120_000],
  ['parts of a second', '0.5', 500],
  ['no time at all', '0', 0],
  ['a date', 'Mon, 23 Nov 2026 10:01:30 GMT', 90_000],
  ['a date that has passed', 'Mon, 23 Nov 2026 09:00:00 GMT', 0],
  ['anything else', 'soon', undefined],
  ['less than nothing', '-5 apples', undefined],
  ['nothing', ' ', undefined],
])('%s', (_, text, expected) => {
  expect(retryAfter(new Headers({ 'retry-after': text }), now)).toBe(expected);
});

test('an answer may say nothing about it', () => {
  expect(retryAfter(new Headers(), now)).toBeUndefined();
});
