import type { Train } from '../../desk/training.ts';
import type { CustomerModels } from '../../store/customer-models.ts';
import type { Lessons } from '../../store/lessons.ts';
import type { Pool } from '../../store/pool.ts';

/** What customers have taught, and how more of it is kept and learned. */
export interface Learning {
  readonly pool: Pool;
  readonly lessons: Lessons;
  readonly models: CustomerModels;
  readonly train: Train;
  /** Who types, as the audit has it. */
  readonly actor: string;
}
