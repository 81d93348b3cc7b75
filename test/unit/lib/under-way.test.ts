import { expect, test } from 'vitest';
import { createUnderWay } from '../../../src/lib/under-way.ts';

test('it is settled when everything has ended, well or not, and what began meanwhile too', async () => {
  const underWay = createUnderWay();
  const [first, second] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const failing = underWay.add(first.promise.then(() => Promise.reject(new Error('refused'))));
  failing.catch(() => underWay.add(second.promise));
  let isSettled = false;
  const settled = underWay.settled().then(() => {
    isSettled = true;
  });

  first.resolve();
  await expect(failing).rejects.toThrow('refused');
  await new Promise(setImmediate);
  expect(isSettled).toBe(false);

  second.resolve();
  await settled;
});

test('what is given comes back', async () => {
  expect(await createUnderWay().add(Promise.resolve('done'))).toBe('done');
});
