import { expect, test } from 'vitest';
import { inMilliseconds, inPlainTime, isDuration } from '../../../src/lib/duration.ts';

test.each([
  ['500ms', 500],
  ['30s', 30_000],
  ['15m', 900_000],
  ['4h', 14_400_000],
  ['7d', 604_800_000],
] as const)('%s is %i milliseconds', (duration, milliseconds) => {
  expect(isDuration(duration)).toBe(true);
  expect(inMilliseconds(duration)).toBe(milliseconds);
});

test.each(['', '15', 'm', '1.5h', '-3s', '2 weeks', '15m '])('"%s" is not a duration', (text) => {
  expect(isDuration(text)).toBe(false);
});

test.each([
  [0, '1 s'],
  [12_300, '12 s'],
  [90_000, '2 min'],
  [7_140_000, '119 min'],
  [7_200_000, '2 h'],
  [172_800_000, '2 days'],
])('%i milliseconds are %s to people', (milliseconds, words) => {
  expect(inPlainTime(milliseconds)).toBe(words);
});
