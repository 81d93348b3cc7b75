import { expect, test } from 'vitest';
import { assertMaySpend } from '../../../../src/cli/msp/spending.ts';

test('for no ticket nobody is asked', async () => {
  const said: string[] = [];
  const terminal = {
    print: (text: string) => void said.push(text),
    complain: (text: string) => void said.push(text),
    canAsk: false,
    ask: async () => false,
  };
  const paid = { model: 'some-model', isEstimate: false, most: async () => 0, costOf: () => 0, troubles: () => [] };

  await assertMaySpend({ paid }, [], { yes: false, terminal, signal: new AbortController().signal });

  expect(said).toEqual([]);
});
