import { beforeEach, expect, test } from 'vitest';
import { connectors } from '../../../src/connectors/all.ts';
import { createRegistry } from '../../../src/connectors/registry.ts';
import { undoOf } from '../../../src/desk/undo.ts';
import type { PlannedCall } from '../../../src/domain/approval.ts';
import type { Duration } from '../../../src/lib/duration.ts';
import { createApprovals } from '../../../src/store/approvals.ts';
import { createEffects } from '../../../src/store/effects.ts';
import { inTransaction, type Pool } from '../../../src/store/pool.ts';
import { sampleApproval } from '../../contracts/card-samples.ts';
import { describeWithDatabase, inFreshDatabase } from '../../fakes/database.ts';

const registry = createRegistry({ connectors, demo: { pause: async () => {} } });
const userId = '6f0c2b1e-52d7-4f43-9a86-3d1b7c9e0a11';

/** A licence that is given, which can be taken back. */
function gives(step: string, skuId: string): PlannedCall {
  const values = { userId, account: 'ada@contoso.com', skuId, license: skuId };
  return {
    ...{ step, operation: 'graph.assignLicense', title: `Give ${skuId}`, risk: 'change', mode: 'demo' },
    values: Object.entries(values).map(([name, value]) => ({ name, value, origin: 'typed command' as const })),
  };
}

describeWithDatabase('what takes a ticket back', () => {
  let pool: Pool;
  let count = 0;
  let run = '';
  inFreshDatabase((fresh) => {
    pool = fresh;
  });
  beforeEach(() => {
    count += 1;
    run = `MSP-${count}`;
  });

  async function given(name: string, calls: readonly PlannedCall[], within: Duration = '15m') {
    const approvals = createApprovals(pool);
    const { cards: _, state: __, votes: ___, ...sample } = sampleApproval('pending', (usually) => usually);
    const id = `${run}:${name}`;
    await approvals.ask({ ...sample, id, runId: run, calls, expiresAt: await approvals.expiryIn(within, pool) });
    return id;
  }
  const ends = (id: string, state: 'approved' | 'void', by?: string) =>
    inTransaction(pool, (client) =>
      createApprovals(pool).end(client, id, { state, ...(by && { by: { id: by, name: by } }), reason: 'it is' }),
    );
  const done = async (step: string) => {
    const intent = { key: `${run}:${step}`, runId: run, customerId: 'contoso', operation: 'graph.assignLicense' };
    await inTransaction(pool, async (client) => {
      await createEffects(pool).begin(client, { ...intent, inputDigest: 'x' }, 1_000);
      await createEffects(pool).end(client, intent.key, 1, { result: { changed: true } });
    });
  };
  const taken = async () => {
    const undo = await undoOf(run, { approvals: createApprovals(pool), effects: createEffects(pool), registry });
    return Object.values(undo?.workflow.steps ?? {}).flatMap((step) => ('with' in step ? [step.with?.skuId] : []));
  };

  test('is also what was done before its approval became void', async () => {
    const first = await given('approve', [gives('one', 'VISIO'), gives('two', 'PROJECT')]);
    await ends(first, 'approved', 'sam');
    await done('one');
    await ends(first, 'void');
    await ends(await given('approve~2', [gives('two', 'PROJECT')], '10m'), 'approved', 'sam');
    await done('two');

    expect(await taken()).toEqual(['PROJECT', 'VISIO']);
  });

  test('is what was asked for last, each call once', async () => {
    const first = await given('approve', [gives('one', 'VISIO')], '60m');
    await ends(first, 'approved', 'sam');
    await ends(first, 'void');
    await ends(await given('approve~2', [gives('one', 'PROJECT')], '10m'), 'approved', 'sam');
    await done('one');

    expect(await taken()).toEqual(['PROJECT']);
  });

  test('is each of several calls whose names begin alike', async () => {
    const [one, two] = ['a', 'b'].map((end) => `give-the-licence-to-whoever-has-asked-for-${end}`);
    await ends(await given('approve', [gives(`${one}`, 'VISIO'), gives(`${two}`, 'PROJECT')]), 'approved', 'sam');
    await done(`${one}`);
    await done(`${two}`);

    expect((await taken()).toSorted()).toEqual(['PROJECT', 'VISIO']);
  });

  test('is nothing that somebody wanted otherwise', async () => {
    await ends(await given('approve', [gives('one', 'VISIO')]), 'void', 'sam');
    await done('one');

    expect(await taken()).toEqual([]);
  });
});
