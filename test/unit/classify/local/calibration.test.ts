import { expect, test } from 'vitest';
import { calibrated, learnCalibration } from '../../../../src/classify/local/calibration.ts';

test('a belief of nine in ten that was right in seven of ten becomes seven in ten', () => {
  const known = Array.from({ length: 1_000 }, (_, place) => ({
    sure: place % 2 === 0 ? 0.9 : 0.6,
    isRight: place % 2 === 0 ? place % 20 < 14 : place % 20 < 10,
  }));

  const calibration = learnCalibration(known);

  const [first = 0] = calibrated(Float64Array.of(0.9, 0.08, 0.02), calibration);
  expect(first).toBeCloseTo(0.7, 2);
});

test('what is left is shared as before, and all together stay certain', () => {
  const [first = 0, second = 0, third = 0] = calibrated(Float64Array.of(0.9, 0.08, 0.02), { slope: 0.5, shift: 0 });

  expect(first + second + third).toBeCloseTo(1, 9);
  expect(second / third).toBeCloseTo(4, 6);
  expect(first).toBeLessThan(0.9);
});

test('a certain belief does not break it', () => {
  expect(calibrated(Float64Array.of(1, 0, 0), { slope: 0.7, shift: 0.1 }).every(Number.isFinite)).toBe(true);
});
