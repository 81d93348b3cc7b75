import { createUnderWay } from './under-way.ts';

/** Does something again and again, also while it is still being done, which must not throw. All of it has ended when `stop` returns. */
export function regularly(everyMs: number, work: () => Promise<void>): { stop(): Promise<void> } {
  const underWay = createUnderWay();
  const timer = setInterval(() => void underWay.add(work()), everyMs);
  return {
    async stop() {
      clearInterval(timer);
      await underWay.settled();
    },
  };
}
