import { expect, test } from 'vitest';
import { trainInBackground } from '../../../../src/classify/local/worker.ts';

test('what is given up before it begins is not trained', async () => {
  await expect(trainInBackground([], AbortSignal.abort())).rejects.toThrow('The training ended');
});
