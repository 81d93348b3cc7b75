import { shipped } from './classify/local/shipped.ts';
import { trainInBackground } from './classify/local/worker.ts';
import { createModelFor } from './desk/model-for.ts';
import { createTraining } from './desk/training.ts';
import type { Log } from './lib/log.ts';
import { createCustomerModels } from './store/customer-models.ts';
import { createLessons } from './store/lessons.ts';
import type { Pool } from './store/pool.ts';

/** What customers have taught, their own models, and what keeps these as new as that. */
export function composeLearning({ pool, log }: { readonly pool: Pool; readonly log: Log }) {
  // Each edition of the shipped sentences makes another model of the same lessons.
  const models = createCustomerModels(pool, () => shipped().taught);
  const train = trainInBackground;
  return {
    models,
    train,
    lessons: createLessons(pool),
    modelFor: createModelFor({ models, log }),
    training: createTraining({ models, train, log }),
  };
}
