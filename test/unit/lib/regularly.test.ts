import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { regularly } from '../../../src/lib/regularly.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }));
afterEach(() => void vi.useRealTimers());

test('what was begun again while it went on has all ended when it is stopped', async () => {
  const begun: PromiseWithResolvers<void>[] = [];
  const working = regularly(1_000, () => {
    const work = Promise.withResolvers<void>();
    begun.push(work);
    return work.promise;
  });
  vi.advanceTimersByTime(2_500);
  let isStopped = false;

  const stopped = working.stop().then(() => {
    isStopped = true;
  });
  vi.advanceTimersByTime(5_000);
  begun[1]?.resolve();
  await new Promise(setImmediate);
  expect([begun.length, isStopped]).toEqual([2, false]);

  begun[0]?.resolve();
  await stopped;
  expect(isStopped).toBe(true);
});
