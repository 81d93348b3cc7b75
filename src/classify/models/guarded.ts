import type { Sieve } from '../../lib/secret-filter.ts';
import type { ModelConnection } from './connection.ts';

/** The same model, which is told no live secret, and answers none. */
export function guardedModel(model: ModelConnection, to: Sieve, from: Sieve): ModelConnection {
  return {
    ...model,
    complete: async (prompt, answer, signal) =>
      from.cleanDeep(await model.complete(to.cleanDeep(prompt), answer, signal)),
  };
}
