import { beforeEach, expect, test } from 'vitest';
import type { Usage } from '../../../src/classify/models/complete.ts';
import { priceOf } from '../../../src/classify/models/prices.ts';
import { createPurse, type Warned } from '../../../src/desk/purse.ts';
import { type Log, noLog } from '../../../src/lib/log.ts';
import { createModelCalls } from '../../../src/store/model-calls.ts';
import { createModelUsage } from '../../../src/store/model-usage.ts';
import { createPool, type Pool } from '../../../src/store/pool.ts';
import { describeWithDatabase, inFreshDatabase } from '../../fakes/database.ts';

describeWithDatabase('the purse', () => {
  let pool: Pool;
  let budgets: Record<string, number | undefined>;
  let told: Warned[];
  let tell: (warned: Warned) => Promise<void>;

  inFreshDatabase((fresh) => {
    pool = fresh;
  });
  beforeEach(async () => {
    await pool.query('truncate app.model_call, app.model_warning');
    budgets = {};
    told = [];
    tell = async (warned) => void told.push(warned);
  });

  /** A dollar a call at most: a million tokens in, for a dollar a million. */
  const order = { customerId: 'contoso', ticketId: 'MSP-1', model: 'own', mostInput: 1_000_000, mostOutput: 0 };
  const half: Usage = { input: 500_000, cached: 0, output: 0 };
  const price = { input: 1, cached: 0.1, output: 5 };

  function purse({
    on = pool,
    all,
    set = price,
    log = noLog,
  }: {
    on?: Pool;
    all?: number;
    set?: typeof price;
    log?: Log;
  } = {}) {
    return createPurse({
      calls: createModelCalls(on),
      priceOf: (model) => priceOf(model, { set }),
      roster: async () => ({
        people: [],
        customers: ['contoso', 'fabrikam'].map((id) => {
          const classification = budgets[id] === undefined ? {} : { classification: { budget: budgets[id] } };
          return { id, name: id, chats: [], desk: [], modes: {}, ...classification };
        }),
      }),
      budget: all,
      tell: (warned) => tell(warned),
      log,
    });
  }
  const spent = async (customerId?: string) => {
    const { rows } = await pool.query(
      `select coalesce(sum(cost_usd), 0)::text as spent, count(*)::int as calls from app.model_call
       where $1::text is null or customer_id = $1`,
      [customerId ?? null],
    );
    return { spent: Number(rows[0].spent), calls: rows[0].calls };
  };
  const passMonth = async () => {
    await pool.query(`update app.model_call set at = at - interval '1 month'`);
  };
  const outcomes = async (orders: readonly Promise<{ outcome: string }>[]) => {
    const all = await Promise.all(orders);
    return all.filter(({ outcome }) => outcome === 'allowed').length;
  };

  test('of 200 calls at the same time it pays for the 50 that the budget has room for', async () => {
    budgets.contoso = 50;
    const { open } = purse();

    const allowed = await outcomes(Array.from({ length: 200 }, () => open(order)));

    expect(allowed).toBe(50);
    expect(await spent()).toEqual({ spent: 50, calls: 50 });
  });

  test('two replicas have one purse, for the customer and for all', async () => {
    const other = createPool(pool.options.connectionString ?? '');
    budgets.contoso = 20;
    const purses = [purse({ all: 30 }), purse({ on: other, all: 30 })];

    const allowed = await outcomes(
      Array.from({ length: 120 }, (_, index) =>
        (purses[index % 2] ?? purse()).open({ ...order, customerId: index % 3 === 0 ? 'fabrikam' : 'contoso' }),
      ),
    );
    await other.end();

    expect(allowed).toBe(30);
    expect((await spent('contoso')).spent).toBeLessThanOrEqual(20);
    expect(await spent()).toEqual({ spent: 30, calls: 30 });
  });

  test('what a call did not use is there for the next one', async () => {
    budgets.contoso = 1;
    const { open } = purse();
    const first = await open(order);
    if (first.outcome !== 'allowed') throw new Error('There is room for it');

    expect(await open(order)).toEqual({ outcome: 'budget-spent', whose: 'customer' });
    await first.settle({ input: 100_000, cached: 100_000, output: 0 });

    expect(await spent()).toEqual({ spent: 0.01, calls: 1 });
    expect(await open({ ...order, mostInput: 990_000 })).toMatchObject({ outcome: 'allowed' });
  });

  test('a call that was not billed costs nothing; the first word about it counts', async () => {
    const call = await purse().open(order);
    if (call.outcome !== 'allowed') throw new Error('There is room for it');

    await call.settle(undefined);
    await call.settle(half);

    expect(await spent()).toEqual({ spent: 0, calls: 1 });
  });

  test.each([
    { input: -5_000_000, cached: 0, output: 0 },
    { input: Number.NaN, cached: 0, output: 0 },
    { input: 0, cached: 0, output: 0 },
    { input: 10, cached: 20, output: 0 },
    { input: 10, cached: 5, output: 0, written: 6 },
    { input: 0.5, cached: 0, output: 0 },
    { input: 1e15, cached: 0, output: 0 },
  ])('a bill that can not be right leaves the call to count in full: %j', async (usage) => {
    const events: string[] = [];
    const call = await purse({ log: { ...noLog, warn: (event) => void events.push(event) } }).open(order);
    if (call.outcome !== 'allowed') throw new Error('There is room for it');

    await call.settle(usage);

    expect(events).toEqual(['model-call.odd-usage']);
    expect(await spent()).toEqual({ spent: 1, calls: 1 });
  });

  test('an answer from memory that can not be counted stops no ticket', async () => {
    const other = createPool(pool.options.connectionString ?? '');
    const events: string[] = [];
    const { spared } = purse({ on: other, log: { ...noLog, warn: (event) => void events.push(event) } });
    await other.end();

    await spared({ customerId: 'contoso', ticketId: 'MSP-1', model: 'own' });

    expect(events).toEqual(['model-call.not-counted']);
  });

  test('a bill that can not be written down stops no ticket, and leaves the call to count in full', async () => {
    const other = createPool(pool.options.connectionString ?? '');
    const events: string[] = [];
    const call = await purse({ on: other, log: { ...noLog, warn: (event) => void events.push(event) } }).open(order);
    if (call.outcome !== 'allowed') throw new Error('There is room for it');
    await other.end();

    await call.settle(half);

    expect(events).toEqual(['model-call.not-settled']);
    expect(await spent()).toEqual({ spent: 1, calls: 1 });
  });

  test('a call whose process died counts in full, however long ago it was', async () => {
    budgets.contoso = 1;
    const { open } = purse();
    await open(order);
    await pool.query(
      `update app.model_call set at = greatest(at - interval '3 hours', date_trunc('month', at, 'UTC'))`,
    );

    expect(await open(order)).toEqual({ outcome: 'budget-spent', whose: 'customer' });
  });

  test('a month begins with a full purse, and what is told of it is told anew', async () => {
    budgets.contoso = 1;
    const { open } = purse();
    await open(order);
    await open(order);
    await passMonth();
    await pool.query(`update app.model_warning set month = '2001-01'`);

    expect(await open(order)).toMatchObject({ outcome: 'allowed' });
    expect(await open(order)).toMatchObject({ outcome: 'budget-spent' });
    expect(told.map(({ level }) => level)).toEqual(['100', '100']);
  });

  test('months are those of UTC, wherever the database thinks it is', async () => {
    budgets.contoso = 1;
    const url = new URL(pool.options.connectionString ?? '');
    url.searchParams.set('options', '-c timezone=Pacific/Kiritimati');
    const elsewhere = createPool(url.href);
    const { open } = purse({ on: elsewhere });
    const turn = (moment: string) =>
      pool.query(`update app.model_call set at = date_trunc('month', clock_timestamp(), 'UTC') ${moment}`);
    await open(order);

    await turn('');
    expect(await open(order)).toMatchObject({ outcome: 'budget-spent' });
    expect(await usedBy(elsewhere)).toBe(1);
    await turn(`- interval '1 millisecond'`);
    expect(await usedBy(elsewhere)).toBe(0);
    expect(await open(order)).toMatchObject({ outcome: 'allowed' });
    await elsewhere.end();
  });

  test('a budget of nothing allows no call, not even one for nothing, and nobody is told', async () => {
    budgets.contoso = 0;
    const free = { input: 0, cached: 0, output: 0 };

    expect(await purse({ set: free }).open(order)).toEqual({ outcome: 'budget-spent', whose: 'customer' });
    expect(await purse({ all: 0 }).open({ ...order, customerId: 'fabrikam' })).toEqual({
      outcome: 'budget-spent',
      whose: 'all',
    });
    expect(told).toEqual([]);
  });

  test('without a budget there are no bounds; what one customer spends is not taken from another', async () => {
    budgets.contoso = 1;
    const { open } = purse();

    expect(await outcomes(Array.from({ length: 5 }, () => open({ ...order, customerId: 'fabrikam' })))).toBe(5);
    expect(await open(order)).toMatchObject({ outcome: 'allowed' });
    expect(await open(order)).toEqual({ outcome: 'budget-spent', whose: 'customer' });
  });

  test('a price nobody knows is counted with the dearest, and said to be an estimate', async () => {
    const unknown = createPurse({
      calls: createModelCalls(pool),
      priceOf: (model) => priceOf(model, {}),
      roster: async () => ({ customers: [], people: [] }),
      budget: undefined,
      tell,
      log: noLog,
    });

    const call = await unknown.open({ ...order, mostInput: 1_000_000 });
    if (call.outcome === 'allowed') await call.settle({ input: 1_000_000, cached: 0, output: 0 });

    const [used] = await createModelUsage(pool).during(await monthNow());
    expect(used).toMatchObject({ model: 'own', cost: '30.00000000', isEstimate: true, unsettled: 0 });
  });

  test('somebody is told once when 80 % are spent, and once when there is no room for another call', async () => {
    budgets.contoso = 5;
    const { open } = purse();
    for (let call = 1; call <= 4; call++) await open(order);
    expect(told).toEqual([]);

    for (let call = 5; call <= 8; call++) await open(order);

    expect(told).toEqual([
      {
        whose: 'customer',
        level: '80',
        spent: '4.00000000',
        budget: 5,
        customerId: 'contoso',
        month: await monthNow(),
      },
      {
        whose: 'customer',
        level: '100',
        spent: '5.00000000',
        budget: 5,
        customerId: 'contoso',
        month: await monthNow(),
      },
    ]);
  });

  test('also of 200 calls between two replicas one tells it, for the customer and for all', async () => {
    const other = createPool(pool.options.connectionString ?? '');
    budgets.contoso = 50;
    const purses = [purse({ all: 60 }), purse({ on: other, all: 60 })];
    const orders = (customerId: string) =>
      Array.from({ length: 100 }, (_, index) => (purses[index % 2] ?? purse()).open({ ...order, customerId }));

    await Promise.all(orders('contoso'));
    await Promise.all(orders('fabrikam'));
    await other.end();

    const lines = told.map(({ whose, level, customerId }) => `${whose} ${level} ${customerId}`).sort();
    expect(lines).toEqual(['all 100 fabrikam', 'all 80 contoso', 'customer 100 contoso', 'customer 80 contoso']);
  });

  test('telling holds up no ticket, and a chat that is away stops none', async () => {
    budgets.contoso = 1;
    const errors: string[] = [];
    tell = () => Promise.reject(new Error('the chat is away'));
    const { open } = purse({ log: { ...noLog, error: (event) => void errors.push(event) } });
    await open(order);

    expect(await open(order)).toEqual({ outcome: 'budget-spent', whose: 'customer' });
    await expect.poll(() => errors).toEqual(['model-budget.not-told']);
    tell = () => new Promise(() => {});
    await pool.query('truncate app.model_warning');
    expect(await open(order)).toEqual({ outcome: 'budget-spent', whose: 'customer' });
  });

  test('cents add up to what they are, a thousand times over', async () => {
    const { open } = purse({ set: { input: 0.1, cached: 0, output: 0 } });
    budgets.contoso = 0.3;

    const allowed = await outcomes(Array.from({ length: 4 }, () => open(order)));

    expect(allowed).toBe(3);
    expect((await createModelUsage(pool).during(await monthNow())).at(-1)?.cost).toBe('0.30000000');
  });

  test('what is used is summed up by model, by customer and for all, and tickets once', async () => {
    const { open, spared } = purse();
    for (const [customerId, ticketId, model] of [
      ['contoso', 'MSP-1', 'one'],
      ['contoso', 'MSP-1', 'two'],
      ['fabrikam', 'MSP-2', 'one'],
    ] as const) {
      const call = await open({ ...order, customerId, ticketId, model });
      if (call.outcome === 'allowed') await call.settle({ input: 1000, cached: 500, output: 10 });
    }
    const failed = await open({ ...order, ticketId: 'MSP-3', model: 'one' });
    if (failed.outcome === 'allowed') await failed.settle(undefined);
    await spared({ customerId: 'contoso', ticketId: 'MSP-4', model: 'one' });
    await open({ ...order, ticketId: 'MSP-5', model: 'two' });

    const month = await monthNow();
    const used = await createModelUsage(pool).during(month);
    const own = await createModelUsage(pool).during(month, 'fabrikam');

    expect(used.find(({ customerId, model }) => customerId === 'contoso' && model === 'one')).toEqual({
      ...{ customerId: 'contoso', model: 'one', tickets: 3, calls: 2, failed: 1, unsettled: 0, spared: 1 },
      ...{ input: 1000, cached: 500, output: 10, cost: '0.00060000', isEstimate: false },
    });
    expect(used.find(({ customerId, model }) => customerId === 'contoso' && model === null)).toMatchObject({
      ...{ tickets: 4, calls: 4, unsettled: 1, cost: '1.00120000', isEstimate: true },
    });
    expect(used.at(-1)).toMatchObject({ customerId: null, model: null, tickets: 5, calls: 5, cost: '1.00180000' });
    expect(used.find(({ customerId, model }) => customerId === null && model === 'one')).toMatchObject({
      tickets: 4,
      calls: 3,
    });
    expect(own.map(({ customerId, model }) => [customerId, model])).toEqual([
      ['fabrikam', 'one'],
      ['fabrikam', null],
      [null, 'one'],
      [null, null],
    ]);
    expect(await createModelUsage(pool).during('2001-01')).toMatchObject([{ customerId: null, calls: 0, cost: '0' }]);
  });

  async function usedBy(elsewhere: Pool): Promise<number | undefined> {
    return (await createModelUsage(elsewhere).during(await monthNow())).at(-1)?.calls;
  }
  async function monthNow(): Promise<string> {
    const { rows } = await pool.query(`select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM') as month`);
    return rows[0].month;
  }
});
