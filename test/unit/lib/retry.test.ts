import { expect, test } from 'vitest';
import { retrying } from '../../../src/lib/retry.ts';

const quickly = { attempts: 3, wait: '1ms' } as const;

/** Work that fails so often before it succeeds. */
function failing(times: number) {
  let tried = 0;
  return {
    tried: () => tried,
    async work() {
      tried += 1;
      if (tried <= times) throw new Error(`failure ${tried}`);
      return 'done';
    },
  };
}

test('what fails is tried again until it works', async () => {
  expect(await retrying(failing(2).work, quickly, () => true)).toBe('done');
});

test('after the last attempt its error is thrown', async () => {
  const { work, tried } = failing(5);

  await expect(retrying(work, quickly, () => true)).rejects.toThrow('failure 3');

  expect(tried()).toBe(3);
});

test('what is not worth another attempt gets none', async () => {
  const { work, tried } = failing(5);

  await expect(retrying(work, quickly, () => false)).rejects.toThrow('failure 1');

  expect(tried()).toBe(1);
});
