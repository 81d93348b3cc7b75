import { beforeEach, expect, test } from 'vitest';
import { composeMoney } from '../../src/compose-money.ts';
import type { Config } from '../../src/config.ts';
import { noLog } from '../../src/lib/log.ts';
import type { Pool } from '../../src/store/pool.ts';
import { describeWithDatabase, inFreshDatabase } from '../fakes/database.ts';

describeWithDatabase('money, as the settings have it', () => {
  let pool: Pool;
  const alerts: string[] = [];
  inFreshDatabase((fresh) => {
    pool = fresh;
  });
  beforeEach(async () => {
    alerts.length = 0;
    await pool.query('truncate app.model_call, app.model_warning');
  });

  const order = { customerId: 'contoso', model: 'gpt-6-luna', mostInput: 8_000_000, mostOutput: 0 };
  function money(model: Config['model']) {
    return composeMoney(model ? { model } : {}, {
      pool,
      roster: async () => ({
        people: [],
        customers: [{ id: 'contoso', name: 'Contoso', chats: [], desk: [], modes: {} }],
      }),
      alert: async ({ id }, what) => void alerts.push(`${id}: ${what}`),
      log: noLog,
    });
  }
  const reserved = async () => (await pool.query('select cost_usd::float as cost from app.model_call')).rows[0]?.cost;
  const luna = { provider: 'openai', name: 'gpt-6-luna', budget: 1, perMinute: 60 } as const;

  test('the budget of all holds, and technicians hear of it', async () => {
    const { purse } = money(luna);

    expect(await purse.open(order)).toMatchObject({ outcome: 'allowed' });
    expect(await purse.open(order)).toEqual({ outcome: 'budget-spent', whose: 'all' });
    await expect.poll(() => alerts).toEqual([expect.stringMatching(/^contoso: .*for all customers together.*used up/)]);
  });

  test('the price of the settings counts, and a model of our own costs nothing without one', async () => {
    await money({ ...luna, price: { input: 0.01, cached: 0.01, output: 1 } }).purse.open(order);
    expect(await reserved()).toBe(0.08);
    await pool.query('truncate app.model_call');

    await money({ ...luna, provider: 'compatible', name: 'our-own' }).purse.open({ ...order, model: 'our-own' });

    expect(await reserved()).toBe(0);
  });

  test('where no model is asked, that is what is known', async () => {
    expect(money(undefined).spendings).toMatchObject({ model: undefined, budget: undefined });
    expect(money(luna).spendings).toMatchObject({ model: 'gpt-6-luna', budget: 1 });
  });
});
