import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Judged } from '../../../../src/classify/measures/judged.ts';
import { measure } from '../../../../src/classify/measures/measure.ts';
import { anyJudged, judgedAs } from './judged.ts';

const printer = 'printer_issue';
const network = 'network_issue';
const other = 'other';

/** Two printers right, one printer that may be called a network and was, one network taken for a printer, one other. */
const five: readonly Judged[] = [
  judgedAs({ is: printer, believed: printer, sure: 95, ms: 1 }),
  judgedAs({ is: printer, believed: printer, sure: 91, ms: 2 }),
  judgedAs({ is: printer, alt: [network], believed: network, sure: 85, ms: 3, offered: [printer] }),
  judgedAs({ is: network, believed: printer, sure: 60, ms: 4 }),
  judgedAs({ is: other, believed: other, sure: 20, ms: 50 }),
];

test('strict takes the first category alone, lenient each that a ticket may be called by', () => {
  const { tickets, accuracy, offered } = measure(five);

  expect(tickets).toBe(5);
  expect(accuracy.strict).toMatchObject({ right: 3, of: 5, share: 0.6 });
  expect(accuracy.lenient).toMatchObject({ right: 4, of: 5, share: 0.8 });
  expect(offered).toMatchObject({ right: 4, of: 5 });
});

test('each category has its precision, its recall, their mean and its support', () => {
  const { categories, macroF1 } = measure(five);

  expect(categories).toEqual([
    { category: network, precision: 0, recall: 0, f1: 0, support: 1 },
    { category: printer, precision: 2 / 3, recall: 2 / 3, f1: 2 / 3, support: 3 },
    { category: other, precision: 1, recall: 1, f1: 1, support: 1 },
  ]);
  expect(macroF1).toBeCloseTo(5 / 9, 10);
});

test('a category that nothing was put in has no precision, and one that nothing belongs to no recall', () => {
  const { categories, macroF1 } = measure([judgedAs({ is: printer, believed: other })]);

  expect(categories).toEqual([
    { category: printer, precision: null, recall: 0, f1: 0, support: 1 },
    { category: other, precision: 0, recall: null, f1: 0, support: 0 },
  ]);
  expect(macroF1).toBe(0);
});

test('the confusion says what was taken for what', () => {
  expect(measure(five).confusion).toEqual({
    [printer]: { [printer]: 2, [network]: 1 },
    [network]: { [printer]: 1 },
    [other]: { [other]: 1 },
  });
});

test('calibration compares what was said with what came true, bin by bin', () => {
  const { strict, lenient } = measure(five).calibration;

  // 90-100: 0.93 said, all right; 80-90: 0.85 said; 60-70: 0.6 said, wrong; 20-30: 0.2 said, right.
  expect(strict.error).toBeCloseTo((2 * 0.07 + 0.85 + 0.6 + 0.8) / 5, 10);
  expect(lenient.error).toBeCloseTo((2 * 0.07 + 0.15 + 0.6 + 0.8) / 5, 10);
  expect(strict.bins).toHaveLength(10);
  expect(strict.bins[9]).toMatchObject({ from: 90, to: 100, tickets: 2, right: 1 });
  expect(strict.bins[8]).toMatchObject({ from: 80, to: 90, tickets: 1, right: 0 });
  expect(strict.bins[0]).toEqual({ from: 0, to: 10, tickets: 0, confidence: 0, right: 0 });
});

test('a confidence on the border of two bins is in the upper one, and 100 in the last', () => {
  const at = (sure: number) => judgedAs({ is: other, believed: other, sure });

  const { bins } = measure([at(0), at(9), at(10), at(90), at(100)]).calibration.strict;

  expect(bins.map(({ tickets }) => tickets)).toEqual([2, 1, 0, 0, 0, 0, 0, 0, 0, 2]);
});

test('who is right as often as they say has no calibration error', () => {
  const nine = Array.from({ length: 9 }, () => judgedAs({ is: other, believed: other, sure: 90 }));

  const { calibration } = measure([...nine, judgedAs({ is: other, believed: printer, sure: 90 })]);

  expect(calibration.strict.error).toBeCloseTo(0, 10);
});

test('coverage takes the surest tickets for as long as 98 of 100 are right', () => {
  const right = (count: number, sure: number) =>
    Array.from({ length: count }, () => judgedAs({ is: other, believed: other, sure }));
  const wrong = (count: number, sure: number) =>
    Array.from({ length: count }, () => judgedAs({ is: other, alt: [network], believed: network, sure }));

  const { coverage } = measure([...right(49, 90), ...wrong(1, 80), ...right(5, 70), ...wrong(45, 60)]);

  expect(coverage.strict).toMatchObject({
    taken: { right: 55, of: 100 },
    precision: { right: 54, of: 55 },
    threshold: 70,
  });
  expect(coverage.lenient).toMatchObject({ taken: { right: 100, of: 100 }, threshold: 60 });
});

test('a dip below that precision does not end it: what counts is all that is taken', () => {
  const wrong = judgedAs({ is: other, believed: printer, sure: 99 });
  const right = Array.from({ length: 49 }, () => judgedAs({ is: other, believed: other, sure: 50 }));

  expect(measure([wrong, ...right]).coverage.strict).toMatchObject({ taken: { right: 50 }, threshold: 50 });
});

test('equally sure tickets are taken together or not at all', () => {
  const right = judgedAs({ is: other, believed: other, sure: 80 });

  const { strict } = measure([right, right, judgedAs({ is: other, believed: printer, sure: 80 })]).coverage;

  expect(strict).toEqual({ taken: expect.objectContaining({ right: 0, of: 3, share: 0 }) });
});

test('time is what half and what nineteen of twenty tickets take at most', () => {
  expect(measure(five).time).toEqual({ median: 3, p95: 50 });
  const hundred = Array.from({ length: 100 }, (_, index) => judgedAs({ is: other, believed: other, ms: index + 1 }));
  expect(measure(hundred.reverse()).time).toEqual({ median: 50, p95: 95 });
});

test('what was paid is told for each ticket and for all, and not at all when nothing was', () => {
  const paid = [
    judgedAs({ is: other, believed: other, cost: 0.003 }),
    judgedAs({ is: other, believed: other, cost: 0.001 }),
  ];

  expect(measure(paid).cost).toEqual({ perTicket: expect.closeTo(0.002, 10), total: expect.closeTo(0.004, 10) });
  expect(measure([...paid, judgedAs({ is: other, believed: other })]).cost?.total).toBeCloseTo(0.004, 10);
  expect(measure(five)).not.toHaveProperty('cost');
});

test('no tickets at all give no figure that is not a number', () => {
  expect(JSON.stringify(measure([]))).not.toContain(':null');
});

test('whatever was judged, the measures keep together', () => {
  fc.assert(
    fc.property(anyJudged, (judged) => {
      const { accuracy, categories, confusion, calibration, coverage, tickets } = measure(judged);
      const counted = Object.values(confusion).flatMap((row) => Object.values(row));

      expect(accuracy.strict.right).toBeLessThanOrEqual(accuracy.lenient.right);
      expect(coverage.strict.taken.right).toBeLessThanOrEqual(coverage.lenient.taken.right);
      expect(categories.reduce((sum, { support }) => sum + support, 0)).toBe(tickets);
      expect(counted.reduce((sum, count) => sum + count, 0)).toBe(tickets);
      for (const { bins, error } of Object.values(calibration)) {
        expect(bins.reduce((sum, bin) => sum + bin.tickets, 0)).toBe(tickets);
        expect(error >= 0 && error <= 1).toBe(true);
      }
    }),
  );
});

test('the order in which tickets were judged changes nothing', () => {
  fc.assert(
    fc.property(anyJudged, (judged) => {
      expect(measure(judged.toReversed())).toEqual(measure(judged));
    }),
  );
});

test('what is taken is at least so precise, and no lower threshold would be', () => {
  fc.assert(
    fc.property(anyJudged, (judged) => {
      const { threshold = 101, taken } = measure(judged).coverage.strict;
      const isGood = (from: number) => {
        const chosen = judged.filter(({ believed }) => believed.confidence >= from);
        const right = chosen.filter(({ category, believed }) => believed.category === category).length;
        return right * 100 >= 98 * chosen.length;
      };

      expect(isGood(threshold)).toBe(true);
      expect(taken.right).toBe(judged.filter(({ believed }) => believed.confidence >= threshold).length);
      for (const { believed } of judged)
        if (believed.confidence < threshold) expect(isGood(believed.confidence)).toBe(false);
    }),
  );
});
