import { expect, test } from 'vitest';
import { inParallel } from '../../../src/lib/in-parallel.ts';

test('so many are worked on at once, and not more', async () => {
  let atWork = 0;
  let most = 0;
  const done: number[] = [];

  await inParallel([1, 2, 3, 4, 5], 2, async (item) => {
    atWork += 1;
    most = Math.max(most, atWork);
    await new Promise(setImmediate);
    atWork -= 1;
    done.push(item);
  });

  expect(most).toBe(2);
  expect(done.toSorted()).toEqual([1, 2, 3, 4, 5]);
});

test('what is not begun yet is not read yet', async () => {
  const first = Promise.withResolvers<void>();
  let read = 0;
  const items = (async function* () {
    for (; read < 3; read++) yield read;
  })();

  const working = inParallel(items, 1, () => first.promise);
  await new Promise(setImmediate);

  expect(read).toBe(0);
  first.resolve();
  await working;
  expect(read).toBe(3);
});

test('a failure is thrown', async () => {
  const failing = inParallel([1], 2, async () => {
    throw new Error('not this one');
  });

  await expect(failing).rejects.toThrow('not this one');
});
