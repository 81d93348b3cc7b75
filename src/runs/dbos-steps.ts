import { setTimeout as pause } from 'node:timers/promises';
import { createUnderWay } from '../lib/under-way.ts';
import { isOutage, throughOutages } from '../store/outage.ts';

/** How long a stop waits for steps that are at work. */
const LAST_STEPS_MS = 10_000;

/** The steps at work in this process. */
export interface Steps {
  /**
   * Has the engine do a step and write its answer down. That our own database is away is no failure of it. Stopped
   * meanwhile, it answers no more, and neither does one that was not begun by then: the next life does them.
   */
  perform<T>(work: () => Promise<T>, journalled: (work: () => Promise<T>) => Promise<T>): Promise<T>;
  /** Lets those that are at work write down what they have done. */
  stop(): Promise<void>;
}

export function createSteps(): Steps {
  const underWay = createUnderWay();
  const stopping = new AbortController();
  return {
    perform(work, journalled) {
      if (stopping.signal.aborted) return never();
      const leftToNext = Promise.withResolvers<void>();
      const answer = journalled(async () => {
        try {
          return await throughOutages(work, stopping.signal);
        } catch (error) {
          if (!stopping.signal.aborted || !isOutage(error)) throw error;
          leftToNext.resolve();
          return never();
        }
      });
      underWay.add(Promise.race([answer, leftToNext.promise])).catch(() => {}); // whoever waits for the answer hears it
      return answer;
    },
    async stop() {
      stopping.abort();
      await Promise.race([underWay.settled(), pause(LAST_STEPS_MS, undefined, { ref: false })]);
    },
  };
}

function never<T>(): Promise<T> {
  return new Promise(() => {});
}
