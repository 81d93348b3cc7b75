import { expect, test } from 'vitest';
import { unlessAborted } from '../../../src/lib/unless-aborted.ts';

const never = new Promise<never>(() => {});

test('work that ends first is what counts', async () => {
  const { signal } = new AbortController();

  expect(await unlessAborted(Promise.resolve(7), signal)).toBe(7);
  await expect(unlessAborted(Promise.reject(new Error('broken')), signal)).rejects.toThrow('broken');
});

test('whoever gives up is let go at once, with the reason', async () => {
  const stop = new AbortController();
  const waiting = unlessAborted(never, stop.signal);

  stop.abort(new Error('Not any more'));

  await expect(waiting).rejects.toThrow('Not any more');
  await expect(unlessAborted(never, stop.signal)).rejects.toThrow('Not any more');
});
