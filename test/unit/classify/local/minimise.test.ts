import fc from 'fast-check';
import { expect, test } from 'vitest';
import { minimise } from '../../../../src/classify/local/minimise.ts';

test('goes to the bottom of any bowl', () => {
  const bowl = fc.array(
    fc.record({ bottom: fc.integer({ min: -50, max: 50 }), steep: fc.integer({ min: 1, max: 40 }) }),
    {
      minLength: 1,
      maxLength: 12,
    },
  );
  fc.assert(
    fc.property(bowl, (sides) => {
      const found = minimise(
        (point, slope) => {
          let value = 0;
          sides.forEach(({ bottom, steep }, at) => {
            const off = (point[at] ?? 0) - bottom;
            value += 0.5 * steep * off * off;
            slope[at] = steep * off;
          });
          return value;
        },
        new Float64Array(sides.length),
        { steps: 200, flat: 1e-9 },
      );

      for (const [at, { bottom }] of sides.entries()) expect(found[at]).toBeCloseTo(bottom, 4);
    }),
  );
});

test('follows a bent valley', () => {
  const found = minimise(
    (point, slope) => {
      const [x = 0, y = 0] = point;
      slope[0] = -2 * (1 - x) - 400 * x * (y - x * x);
      slope[1] = 200 * (y - x * x);
      return (1 - x) ** 2 + 100 * (y - x * x) ** 2;
    },
    Float64Array.of(-1.2, 1),
    { steps: 500, flat: 1e-9 },
  );

  expect(found[0]).toBeCloseTo(1, 4);
  expect(found[1]).toBeCloseTo(1, 4);
});
