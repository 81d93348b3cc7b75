import type { Sieve } from '../lib/secret-filter.ts';
import type { Durable, Program } from './port.ts';

/** The same program, of whose steps no live secret comes into the journal, neither as an answer nor as an error. */
export function guardedProgram<Input>(program: Program<Input>, { cleanDeep }: Sieve): Program<Input> {
  return (durable, input) => program(guardedSteps(durable, cleanDeep), input);
}

function guardedSteps({ runId, step, wait, first }: Durable, cleanDeep: Sieve['cleanDeep']): Durable {
  return {
    ...{ runId, wait, first },
    step: (name, work) =>
      step(name, async () => cleanDeep(await work().catch((error: unknown) => Promise.reject(cleanDeep(error))))),
  };
}
