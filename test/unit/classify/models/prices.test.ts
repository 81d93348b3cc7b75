import { describe, expect, test } from 'vitest';
import { priceTable } from '../../../../src/classify/models/price-table.ts';
import { costOf, mostOf, priceOf } from '../../../../src/classify/models/prices.ts';

describe('the price of a model', () => {
  test.each([
    ['claude-haiku-4-5', 1],
    ['claude-haiku-4-5-20251001', 1],
    ['gpt-4o', 2.5],
    ['gpt-4o-2024-08-06', 2.5],
    ['gpt-4o-mini', 0.15],
    ['gpt-4o-mini-2024-07-18', 0.15],
    ['gpt-5-mini', 0.25],
    ['claude-sonnet-5', 2],
  ])('%s is found by its own name, under every date', (model, input) => {
    expect(priceOf(model, {})).toMatchObject({ input, isEstimate: false });
  });

  test.each(['gpt-4o-audio-preview', 'gpt-5.4-ultra', 'claude-opus-4', 'desk-deployment', 'gpt', ''])(
    "%j is nobody's model, so it counts as the dearest one, and as an estimate",
    (model) => {
      const price = priceOf(model, {});

      expect(price.isEstimate).toBe(true);
      for (const { input, cached, output, written = 0 } of priceTable) {
        expect(price.input).toBeGreaterThanOrEqual(Math.max(input, written));
        expect(price.cached).toBeGreaterThanOrEqual(cached);
        expect(price.output).toBeGreaterThanOrEqual(output);
      }
    },
  );

  test('is the one of the settings, whatever the table says', () => {
    const set = { input: 7, cached: 3, output: 9 };

    expect(priceOf('gpt-4o', { set })).toEqual({ ...set, isEstimate: false });
    expect(priceOf('own-model', { set, isFree: true })).toEqual({ ...set, isEstimate: false });
  });

  test('is nothing for models of our own, whatever they are called', () => {
    expect(priceOf('gpt-4o', { isFree: true })).toEqual({ input: 0, cached: 0, output: 0, isEstimate: false });
  });

  test('every row says when and where it was seen, and no model has two', () => {
    expect(new Set(priceTable.map(({ name }) => name)).size).toBe(priceTable.length);
    for (const { asOf, source, cached, input } of priceTable) {
      expect(asOf).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      expect(new URL(source).protocol).toBe('https:');
      expect(cached).toBeLessThanOrEqual(input);
    }
  });
});

describe('the cost of a call', () => {
  const price = { input: 1, cached: 0.1, output: 5, written: 1.25 };

  test('is what each kind of token costs', () => {
    expect(costOf({ input: 1_000_000, cached: 400_000, output: 1_000_000 }, price)).toBe('5.64000000');
    expect(costOf({ input: 1_000_000, cached: 400_000, written: 600_000, output: 0 }, price)).toBe('0.79000000');
  });

  test('is exact where floating point is not', () => {
    const odd = { input: 0.1, cached: 0.005, output: 0.4 };

    expect(costOf({ input: 3, cached: 0, output: 0 }, odd)).toBe('0.00000030');
    expect(costOf({ input: 30_000_001, cached: 0, output: 0 }, odd)).toBe('3.00000010');
  });

  test('is rounded up, never down to nothing', () => {
    expect(costOf({ input: 1, cached: 1, output: 0 }, { input: 0.05, cached: 0.005, output: 0.4 })).toBe('0.00000001');
  });

  test.each([
    { input: 5_000, cached: 0, output: 300 },
    { input: 5_000, cached: 5_000, output: 300 },
    { input: 5_000, cached: 1_000, written: 4_000, output: 300 },
    { input: 5_000, cached: 0, written: 5_000, output: 0 },
  ])('never exceeds the most that was put aside for it: %j', (usage) => {
    const most = Number(mostOf({ input: 5_000, output: 300 }, price));

    expect(Number(costOf(usage, price))).toBeLessThanOrEqual(most);
  });
});
