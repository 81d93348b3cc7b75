import { expect, test } from 'vitest';
import { goldenTables } from './golden-table.ts';

test('the policy says what the reviewed tables say, of every operation and every kind of request', async () => {
  await expect(goldenTables()).toMatchFileSnapshot('./golden.md');
});
