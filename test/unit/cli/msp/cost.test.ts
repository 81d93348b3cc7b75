import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { UsedModel } from '../../../../src/store/model-usage.ts';
import { type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
  await stage.writes(`customers:
  - { id: contoso, name: "Con\\ttoso", classification: { budget: 10 } }
  - { id: fabrikam, name: Fabrikam }
people: []
`);
});
afterEach(() => stage.end());

function used(customerId: string | null, model: string | null, cost: string, isEstimate = false): UsedModel {
  return {
    ...{ customerId, model, cost, isEstimate, tickets: 12, calls: 1400, failed: 1, unsettled: 0, spared: 30 },
    ...{ input: 2_000_000, cached: 100, output: 56_000 },
  };
}

describe('msp cost', () => {
  test('is a table of all customers, with the total against the budget of all', async () => {
    stage.money = { model: 'gpt-6-luna', budget: 100 };
    stage.used = [
      used('contoso', 'gpt-6-luna', '8.2'),
      used('contoso', null, '8.2'),
      used('gone', null, '70', true),
      used('gone', 'our-own', '70', true),
      used(null, 'our-own', '70', true),
      used(null, 'gpt-6-luna', '8.2'),
      used(null, null, '78.2', true),
    ];

    const { out, code } = await stage.runs('cost', '--month', '2026-11');

    expect(out).toMatchInlineSnapshot(`
      "What language models cost in 2026-11, by the months of UTC

      customer                          spent    budget   used  tickets  calls  from memory
      Con toso                          $8.20    $10.00   82 %  12       1,400  30
      Fabrikam                          $0.00    none           0        0      0
      gone (not in desk.yaml any more)  ~$70.00  none           12       1,400  30
      all together                      ~$78.20  $100.00  78 %  12       1,400  30

      model       spent    calls  tokens in  cached  out
      our-own     ~$70.00  1,400  2,000,000  100     56,000
      gpt-6-luna  $8.20    1,400  2,000,000  100     56,000

      ~ is an estimate, of our-own: a price that is not known counts as the dearest, and a call that has not ended with the most it can cost.
      → Set the price with MSP_MODEL_PRICE.

      The model that is asked now: gpt-6-luna."
    `);
    expect(code).toBe(0);
  });

  test('of one customer is what its models cost, and nothing of others', async () => {
    stage.used = [used('contoso', 'gpt-6-luna', '0.0123'), used('contoso', null, '0.0123'), used(null, null, '0.0123')];

    const { out } = await stage.runs('cost', '--customer', 'contoso');

    expect(out).toContain('$0.0123');
    expect(out).toContain('gpt-6-luna');
    expect(out).not.toMatch(/Fabrikam|all together/);
    expect(out).toContain('No language model is asked now: MSP_MODEL is off.');
  });

  test('begins with the month of now, and takes any other one', async () => {
    const now = JSON.parse((await stage.runs('cost', '--json')).out);
    const then = JSON.parse((await stage.runs('cost', '--month', '2025-12', '--json')).out);

    expect([now.month, then.month]).toEqual([new Date().toISOString().slice(0, 7), '2025-12']);
    expect(then).toMatchObject({ model: null, total: { spent: 0, calls: 0, models: [] } });
  });

  test.each([
    [['--month', '2026-13'], '"2026-13" is no month.\n→ Write one such as 2026-11.'],
    [['--month', "2026-11-01'; drop"], /is no month/],
    [['--customer', 'contso'], 'There is no customer contso.\n→ Did you mean contoso?'],
  ])('%j is refused with what was meant', async (args, words) => {
    const { err, code } = await stage.runs('cost', ...args);

    expect(err).toMatch(words);
    expect(code).toBe(1);
  });
});

describe('msp check', () => {
  test('names a budget that is nearly spent, and is well all the same', async () => {
    stage.money = { model: 'gpt-6-luna', budget: 100 };
    stage.used = [used('contoso', null, '8.2'), used(null, null, '79.9')];

    const { out, code } = await stage.runs('check');

    expect(out).toContain('! The budget of Con toso for the language model is 82 % used: $8.20 of $10.00 this month.');
    expect(out).toContain('→ Raise classification.budget in desk.yaml');
    expect(out).not.toContain('all customers together');
    expect(code).toBe(0);
  });

  test('is not well when the budget of all is used up', async () => {
    stage.money = { model: 'gpt-6-luna', budget: 100 };
    stage.used = [used(null, null, '99.5')];

    const words = await stage.runs('check', '--customer', 'fabrikam');
    const json = await stage.runs('check', '--json');

    expect(words.out).toContain('✗ The budget of all customers together for the language model is 99 % used');
    expect(words.out).toContain('→ Raise MSP_MODEL_BUDGET');
    expect([words.code, json.code]).toEqual([1, 1]);
    expect(JSON.parse(json.out)).toMatchObject({ ok: false, budgets: [{ ok: false }] });
  });

  test('says nothing of budgets where no model is asked', async () => {
    stage.used = [used('contoso', null, '9'), used(null, null, '9')];

    expect((await stage.runs('check')).out).not.toContain('budget');
  });
});
