import type { Category } from '../../domain/category.ts';

/** What people write, and what kind of ticket it is. */
export interface Lesson {
  readonly text: string;
  readonly category: Category;
}
