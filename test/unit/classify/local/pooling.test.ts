import { expect, test } from 'vitest';
import { learnPooling, pooled } from '../../../../src/classify/local/pooling.ts';
import { Category } from '../../../../src/domain/category.ts';

const believing = (category: Category, probability: number) =>
  Float64Array.from(Category.options, (one) => (one === category ? probability : (1 - probability) / 15));
const pointsFor = (category: Category, points: number) =>
  Category.options.map((one) => (one === category ? points : 0));
const likeliest = (believed: Float64Array) => Category.options[believed.indexOf(Math.max(...believed))];

test('an opinion that is always right comes to count, and one that is always wrong does not', () => {
  const known = Category.options.map((right, place) => {
    const wrong = Category.options[(place + 3) % 16] ?? 'other';
    return { right, opinions: { model: believing(right, 0.6), points: pointsFor(wrong, 6) } };
  });

  const pooling = learnPooling(known);

  const [first] = known;
  expect(likeliest(pooled(first?.opinions ?? { model: new Float64Array(16), points: [] }, pooling))).toBe(first?.right);
});

test('of two opinions that agree the sum is surer than each', () => {
  const pooling = { odds: 1, points: 0.1, rise: 0.5 };
  const model = believing('printer_issue', 0.6);

  const agreed = pooled({ model, points: pointsFor('printer_issue', 6) }, pooling);
  const alone = pooled({ model, points: pointsFor('printer_issue', 0) }, pooling);

  expect(Math.max(...agreed)).toBeGreaterThan(Math.max(...alone));
});

test('what is learned says as much as is true: of opinions that are right in three of four, three quarters', () => {
  const known = Array.from({ length: 400 }, (_, place) => {
    const said = Category.options[place % 16] ?? 'other';
    const right = place % 4 === 3 ? (Category.options[(place + 5) % 16] ?? 'other') : said;
    return { right, opinions: { model: believing(said, 0.99), points: pointsFor(said, 0) } };
  });

  const pooling = learnPooling(known);

  const [first] = known;
  expect(Math.max(...pooled(first?.opinions ?? { model: new Float64Array(16), points: [] }, pooling))).toBeCloseTo(
    0.75,
    1,
  );
});
