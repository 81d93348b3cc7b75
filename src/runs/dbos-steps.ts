import { setTimeout as pause } from 'node:timers/promises';
import { createUnderWay } from '../lib/under-way.ts';
import { isOutage, throughOutages } from '../store/outage.ts';

/** How long a stop waits for steps that are at work. */
const LAST_STEPS_MS = 10_000;

/** The steps at work in this process. */
export interface Steps {
  /** That our own database is away is no failure of a step. Stopped meanwhile, it answers no more, so that the next life does it again. */
  perform<T>(work: () => Promise<T>): Promise<T>;
  /** Lets those that are at work write down what they have done. */
  stop(): Promise<void>;
}

export function createSteps(): Steps {
  const underWay = createUnderWay();
  const stopping = new AbortController();
  return {
    async perform(work) {
      try {
        return await throughOutages(() => underWay.add(work()), stopping.signal);
      } catch (error) {
        if (stopping.signal.aborted && isOutage(error)) return new Promise(() => {});
        throw error;
      }
    },
    async stop() {
      stopping.abort();
      await Promise.race([underWay.settled(), pause(LAST_STEPS_MS, undefined, { ref: false })]);
    },
  };
}
