import fc from 'fast-check';
import type { Judged } from '../../../../src/classify/measures/judged.ts';
import { Category } from '../../../../src/domain/category.ts';

interface Said {
  readonly is: Category;
  readonly alt?: readonly Category[];
  readonly believed: Category;
  readonly sure?: number;
  readonly offered?: readonly Category[];
  readonly ms?: number;
  readonly cost?: number;
}

/** A ticket that is one thing and was taken for another, or not. */
export function judgedAs({ is, alt = [], believed, sure = 90, offered = [], ms = 1, cost }: Said): Judged {
  return {
    category: is,
    alt,
    believed: {
      category: believed,
      confidence: sure,
      alternatives: offered.map((category) => ({ category, confidence: 5 })),
    },
    ms,
    ...(cost === undefined ? {} : { cost }),
  };
}

const category = fc.constantFrom(...Category.options);

/** Any tickets that were judged in any way. */
export const anyJudged: fc.Arbitrary<readonly Judged[]> = fc.array(
  fc
    .record({
      is: category,
      alt: fc.uniqueArray(category, { maxLength: 3 }),
      believed: category,
      sure: fc.integer({ min: 0, max: 100 }),
      ms: fc.nat(10_000),
    })
    .map(judgedAs),
  { maxLength: 60 },
);
