import type { Sieve } from '../lib/secret-filter.ts';
import type { Registry } from './registry.ts';

/**
 * The same operations, which are told no live secret and answer none: what belongs in a secret field is a sealed reference
 * there, and a vendor may repeat what it was sent, in an answer as in a refusal.
 */
export function guardedRegistry(registry: Registry, to: Sieve, from: Sieve): Registry {
  const answered = async <T>(answer: Promise<T>): Promise<T> =>
    from.cleanDeep(await answer.catch((error: unknown) => Promise.reject(from.cleanDeep(error))));
  return {
    ...registry,
    checked: (name, input) => registry.checked(name, to.cleanDeep(input)),
    call: (name, input, context) => answered(registry.call(name, to.cleanDeep(input), context)),
    lookFor: (name, input, context) => answered(registry.lookFor(name, to.cleanDeep(input), context)),
  };
}
