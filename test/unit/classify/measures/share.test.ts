import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shareOf } from '../../../../src/classify/measures/share.ts';

// Worked out by hand from Wilson's formula.
test.each([
  [8, 10, 0.4902, 0.9433],
  [0, 10, 0, 0.2775],
  [10, 10, 0.7225, 1],
  [1, 2, 0.0945, 0.9055],
  [500, 708, 0.6716, 0.7386],
])('%i of %i lies between %f and %f', (right, of, low, high) => {
  const share = shareOf(right, of);

  expect(share.share).toBeCloseTo(right / of, 10);
  expect(share.low).toBeCloseTo(low, 3);
  expect(share.high).toBeCloseTo(high, 3);
});

test('of nothing, nothing is known', () => {
  expect(shareOf(0, 0)).toEqual({ right: 0, of: 0, share: 0, low: 0, high: 1 });
});

test('a share stands inside its interval, and the interval between none and all', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5_000 }), fc.nat(5_000), (of, some) => {
      const { share, low, high } = shareOf(some % (of + 1), of);
      expect(0 <= low && low <= share && share <= high && high <= 1).toBe(true);
    }),
  );
});

test('ten times the tickets say the same with less doubt, and the other way round is the same from the other side', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), fc.nat(500), (of, some) => {
      const right = some % (of + 1);
      const few = shareOf(right, of);
      const many = shareOf(right * 10, of * 10);
      const wrong = shareOf(of - right, of);

      expect(many.high - many.low).toBeLessThan(few.high - few.low);
      expect(wrong.low).toBeCloseTo(1 - few.high, 10);
    }),
  );
});
