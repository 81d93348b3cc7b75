import { expect, test } from 'vitest';
import { createSecretFilter, WITHHELD } from '../../../src/lib/secret-filter.ts';
import { guardedProgram } from '../../../src/runs/guarded.ts';

const secret = 'Kx7-Rm3+Vt9';

test('no step leaves a live secret in the journal, neither as its answer nor as its error', async () => {
  const filter = createSecretFilter({ withheld() {} });
  filter.known(secret);
  const journal: unknown[] = [];
  const durable = {
    runId: 'MSP-1',
    async step<T>(_: string, work: () => Promise<T>): Promise<T> {
      const done = await work().catch((error: unknown) => {
        journal.push(String(error));
        throw error;
      });
      journal.push(done);
      return done;
    },
    wait: async () => null,
    first: async () => Promise.reject(new Error('nothing runs side by side')),
  };

  await guardedProgram(async ({ step }) => {
    await step('says', async () => ({ said: `It is ${secret}` }));
    await step('fails', () => Promise.reject(new TypeError(`Not ${secret}`))).catch(() => {});
  }, filter.at('journal'))(durable, undefined);

  expect(journal).toEqual([{ said: `It is ${WITHHELD}` }, `TypeError: Not ${WITHHELD}`]);
});
