import type { Operation } from './operation.ts';

/** One vendor system and everything the desk can do there, by operation name. */
export interface Connector {
  readonly name: string;
  readonly title: string;
  // biome-ignore lint/suspicious/noExplicitAny: a heterogeneous container; every operation checks its own input and output.
  readonly operations: Readonly<Record<string, Operation<any, any>>>;
}
