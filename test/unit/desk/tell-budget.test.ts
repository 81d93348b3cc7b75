import { expect, test } from 'vitest';
import type { Warned } from '../../../src/desk/purse.ts';
import { createBudgetTeller } from '../../../src/desk/tell-budget.ts';
import { noLog } from '../../../src/lib/log.ts';

const warned: Warned = {
  ...{ whose: 'customer', level: '80', spent: '8.02000000', budget: 10 },
  ...{ month: '2026-11', customerId: 'contoso' },
};

async function told(differently: Partial<Warned>) {
  const heard: { readonly who: string; readonly what: string }[] = [];
  const logged: object[] = [];
  const tell = createBudgetTeller({
    roster: async () => ({
      people: [],
      customers: [{ id: 'contoso', name: 'Contoso', chats: [], desk: [], modes: {} }],
    }),
    alert: async ({ id }, what) => void heard.push({ who: id, what }),
    log: { ...noLog, error: (event, fields) => void logged.push({ event, ...fields }) },
  });
  await tell({ ...warned, ...differently });
  return { heard, logged };
}

test('technicians hear how much of their budget is spent, and who can raise it', async () => {
  const { heard } = await told({});

  expect(heard).toEqual([
    {
      who: 'contoso',
      what: 'Of the $10.00 that the language model may cost for them this month, $8.02 is spent. An admin can raise classification.budget in desk.yaml; /msp cost shows what it went on.',
    },
  ]);
});

test('when it is used up, they hear how tickets are understood from then on', async () => {
  const { heard } = await told({ level: '100', spent: '9.99900000' });

  expect(heard[0]?.what).toContain('is used up ($10.00)');
  expect(heard[0]?.what).toContain('tickets are understood without it');
});

test.each(['80', '100'] as const)(
  'of the budget of all, the technicians who met it hear no figure, and the log has all of them: %s %%',
  async (level) => {
    const { heard, logged } = await told({ whose: 'all', level, spent: '812.34', budget: 1015.5 });

    expect(heard.map(({ who }) => who)).toEqual(['contoso']);
    expect(heard[0]?.what).toContain('MSP_MODEL_BUDGET');
    expect(heard[0]?.what).not.toMatch(/\$|812|1,?015/);
    expect(logged).toEqual([
      expect.objectContaining({
        ...{ event: 'model-budget.warning', customer: 'all', level: Number(level), spent: '812.34', budget: 1015.5 },
        remedy: expect.stringContaining('MSP_MODEL_BUDGET'),
      }),
    ]);
  },
);

test('a customer that has gone is told nothing', async () => {
  expect((await told({ customerId: 'gone' })).heard).toEqual([]);
});
