import { expect, test } from 'vitest';
import { createLatest } from '../../../src/lib/latest.ts';

test('one thing is done at a time, and what was overtaken is left out', async () => {
  const latest = createLatest();
  const slow = Promise.withResolvers<void>();
  const done: string[] = [];
  const put = (name: string, until?: Promise<void>) =>
    latest.put(async () => {
      await until;
      done.push(name);
    });

  put('first', slow.promise);
  put('overtaken');
  put('last');
  expect(done).toEqual([]);
  slow.resolve();
  await latest.settled();

  expect(done).toEqual(['first', 'last']);
});

test('with nothing to do it is settled', async () => {
  await expect(createLatest().settled()).resolves.toBeUndefined();
});
