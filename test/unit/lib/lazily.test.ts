import { expect, test } from 'vitest';
import { lazily } from '../../../src/lib/lazily.ts';

test('what is asked for by many at once is begun once, and not before', async () => {
  let begun = 0;
  const door = lazily(async () => {
    begun += 1;
    return begun;
  });
  expect([begun, door.isBegun()]).toEqual([0, false]);

  expect(await Promise.all([door(), door(), door()])).toEqual([1, 1, 1]);
  expect(await door()).toBe(1);
  expect(door.isBegun()).toBe(true);
});

test('what could not begin is told to all who asked, and tried again by the next', async () => {
  let isAway = true;
  const door = lazily(async () => {
    if (isAway) throw new Error('away');
    return 'open';
  });
  const together = await Promise.allSettled([door(), door()]);

  isAway = false;

  expect(together).toMatchObject([{ status: 'rejected' }, { status: 'rejected' }]);
  expect(await door()).toBe('open');
});
