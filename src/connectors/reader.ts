import type { Customer } from '../domain/customer.ts';
import { demoAnswer } from './demo-answer.ts';
import type { Registry } from './registry.ts';

/** A registry for whoever must not change anything: what is not here can't be done. */
export interface Reader extends Pick<Registry, 'find' | 'modeOf' | 'checked' | 'isSimulated'> {
  /** Calls an operation that only looks, and no other. */
  read(
    name: string,
    input: unknown,
    context: { readonly customer: Customer; readonly signal: AbortSignal },
  ): Promise<unknown>;
  /** What an operation would answer if it went as in its example. Nothing is called. */
  assumed(name: string, input: unknown): unknown;
}

export function readerOf(registry: Registry): Reader {
  const { find, modeOf, checked, isSimulated } = registry;
  const operationOf = (name: string) => {
    const found = find(name);
    if (!found) throw new TypeError(`There is no operation ${name}`);
    return found.operation;
  };
  return {
    find,
    modeOf,
    checked,
    isSimulated,
    async read(name, input, { customer, signal }) {
      if (operationOf(name).risk !== 'read')
        throw new TypeError(`${name} changes something, and only looks are allowed`);
      return registry.call(name, input, { customer, signal });
    },
    assumed: (name, input) => demoAnswer(operationOf(name).example, checked(name, input)),
  };
}
