import { Category } from '../../domain/category.ts';
import type { Judged } from './judged.ts';

/** How well one category is found. `null` where there was nothing to tell it by. */
export interface CategoryMeasure {
  readonly category: Category;
  /** Of the tickets that were put there, the share that belongs there. */
  readonly precision: number | null;
  /** Of the tickets that belong there, the share that was put there. */
  readonly recall: number | null;
  /** The harmonic mean of both. */
  readonly f1: number | null;
  /** How many tickets belong there. */
  readonly support: number;
}

/** Every category that a ticket belongs to or was put in, in the order of their list. By first categories alone. */
export function byCategory(judged: readonly Judged[]): CategoryMeasure[] {
  return Category.options.map((category) => measureOf(category, judged)).filter(({ f1 }) => f1 !== null);
}

/** Each category counts the same, however many tickets it has; those without any do not count. */
export function macroF1(measures: readonly CategoryMeasure[]): number {
  const present = measures.filter(({ support }) => support > 0);
  return present.reduce((sum, { f1 }) => sum + (f1 ?? 0), 0) / (present.length || 1);
}

function measureOf(category: Category, judged: readonly Judged[]): CategoryMeasure {
  const support = judged.filter((one) => one.category === category).length;
  const put = judged.filter(({ believed }) => believed.category === category);
  const right = put.filter((one) => one.category === category).length;
  return {
    category,
    precision: put.length > 0 ? right / put.length : null,
    recall: support > 0 ? right / support : null,
    f1: put.length + support > 0 ? (2 * right) / (put.length + support) : null,
    support,
  };
}

/** How often tickets of one category were put in each; what never happened is left out. */
export type Confusion = Readonly<Partial<Record<Category, Readonly<Partial<Record<Category, number>>>>>>;

export function confusionOf(judged: readonly Judged[]): Confusion {
  const counts: Partial<Record<Category, Partial<Record<Category, number>>>> = {};
  for (const { category, believed } of judged) {
    const row = counts[category] ?? {};
    row[believed.category] = (row[believed.category] ?? 0) + 1;
    counts[category] = row;
  }
  return counts;
}
