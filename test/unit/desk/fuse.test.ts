import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { connectors } from '../../../src/connectors/all.ts';
import { createRegistry } from '../../../src/connectors/registry.ts';
import { createBoards } from '../../../src/desk/boards.ts';
import { assertFuseHolds, HeldBack } from '../../../src/desk/fuse.ts';
import { heldBack } from '../../../src/desk/steps/held-back.ts';
import type { PlannedCall } from '../../../src/domain/approval.ts';
import { Customer } from '../../../src/domain/customer.ts';
import { noLog } from '../../../src/lib/log.ts';
import { createEffects } from '../../../src/store/effects.ts';
import { createFuses } from '../../../src/store/fuses.ts';
import { createPool, inTransaction, type Pool } from '../../../src/store/pool.ts';
import { createTickets } from '../../../src/store/tickets.ts';
import { describeWithDatabase, type FreshDatabase, freshDatabase } from '../../fakes/database.ts';
import { aRun } from './a-run.ts';

const registry = createRegistry({ connectors, demo: { pause: async () => {} } });
const customer = Customer.parse({
  ...{ id: 'contoso', name: 'Contoso', chats: [], desk: [] },
  fuse: { most: 5 },
});
const call: PlannedCall = {
  ...{ step: 'assign', operation: 'graph.assignLicense', title: 'Assign the licence', risk: 'change', mode: 'demo' },
  values: [],
};

describeWithDatabase('a fuse', () => {
  /** Three replicas, each with its own connections. */
  let replicas: Pool[] = [];
  let pool: Pool;
  let database: FreshDatabase;
  beforeAll(async () => {
    database = await freshDatabase();
    replicas = [createPool(database.url), createPool(database.url), createPool(database.url)];
    pool = replicas[0] ?? createPool(database.url);
  });
  afterAll(async () => {
    await Promise.all(replicas.map((one) => one.end()));
    await database.drop();
  });
  beforeEach(async () => {
    await pool.query('truncate app.effect, app.fuse, app.fuse_waiting');
  });

  /** Writes an intent down, as a call does before it is made. */
  async function begins(key: string, on = pool, what = call, whose = customer): Promise<'begun' | 'held back'> {
    const parts = { registry, fuses: createFuses(on) };
    const intent = { key, runId: key, customerId: whose.id, operation: what.operation, inputDigest: 'x' };
    try {
      await inTransaction(on, async (client) => {
        await createEffects(on).begin(client, intent, 0);
        await assertFuseHolds(client, what, key, whose, parts);
      });
      return 'begun';
    } catch (error) {
      if (error instanceof HeldBack) return 'held back';
      throw error;
    }
  }
  const all = (keys: readonly string[], differently?: Partial<PlannedCall>, whose = customer) =>
    Promise.all(
      keys.map((key, index) => begins(key, replicas[index % replicas.length], { ...call, ...differently }, whose)),
    );
  const keys = (count: number, name = 'run') => Array.from({ length: count }, (_, index) => `${name}-${index}`);
  const begun = (ends: readonly string[]) => ends.filter((end) => end === 'begun').length;

  test('lets exactly as many changes through, however many replicas begin them at once', async () => {
    const ends = await all(keys(100));

    expect(begun(ends)).toBe(5);
    const { rows } = await pool.query('select from app.effect');
    expect(rows).toHaveLength(5);
  });

  test('counts neither what only keeps tickets up to date, nor another customer', async () => {
    await all(keys(8, 'theirs'), {}, { ...customer, id: 'fabrikam' });
    expect(begun(await all(keys(8, 'note'), { operation: 'zohoDesk.createTicket', risk: 'routine' }))).toBe(8);

    expect(begun(await all(keys(6)))).toBe(5);
    expect(begun(await all(keys(1, 'more notes'), { operation: 'zohoDesk.createTicket', risk: 'routine' }))).toBe(1);
  });

  test('counts what was tried and failed, and not what was long ago', async () => {
    await all(keys(5, 'early'));
    await pool.query(`update app.effect set state = 'failed'`);
    expect(begun(await all(keys(1, 'next')))).toBe(0);

    await pool.query(`update app.effect set started_at = clock_timestamp() - interval '11 minutes'`);
    expect(begun(await all(keys(6, 'later')))).toBe(5);
  });

  test('is not blown by trying the same call again', async () => {
    await all(keys(5));
    await pool.query(`update app.effect set state = 'failed'`);

    expect(await begins('run-3')).toBe('begun');
  });

  test('leaves alone what only pretends, unless the customer has a fuse of its own', async () => {
    const { fuse, ...usual } = customer;
    expect(begun(await all(keys(30), {}, usual))).toBe(30);
  });

  describe('that has blown', () => {
    const run = aRun({}, { id: 'run-9', customer });
    const parts = () => ({
      ...{ pool, registry, fuses: createFuses(pool), tickets: createTickets(pool), boards: createBoards() },
      ...{ roster: async () => ({ customers: [customer], people: [] }), platforms: new Map(), log: noLog },
    });

    test('holds everything back, also what the window would let through again', async () => {
      await all(keys(5));
      const moves = heldBack(call, run, parts());
      const held = moves.next().value;
      if (typeof held !== 'object' || !('work' in held)) throw new Error('It looks first');
      expect(await held.work()).toMatchObject({ ms: expect.any(Number) });
      await pool.query('truncate app.effect');

      expect(await begins('run-10')).toBe('held back');
    });

    test('and that nobody decides about is over after its time: nothing was changed, and a technician has it', async () => {
      await all(keys(5));
      const moves = heldBack(call, run, parts());
      const held = moves.next().value;
      if (typeof held !== 'object' || !('work' in held)) throw new Error('It looks first');
      const waits = moves.next(await held.work()).value;
      expect(waits).toMatchObject({ kind: 'wait', topic: expect.stringMatching(/^fuse:.*:run-9:assign$/) });
      await pool.query('update app.fuse set ends_at = clock_timestamp()');

      const end = moves.next(null).value;
      if (typeof end !== 'object' || !('work' in end)) throw new Error('It looks what was decided');

      expect(moves.next(await end.work()).value).toEqual({
        state: 'stopped',
        outcome: 'assigned',
        why: 'This was paused, because there were too many changes within a short time, and nobody let them go on in time.',
      });
      const { rows } = await pool.query(
        `select state, decided_by as by, (select count(*)::int from app.audit where action = 'fuse.stopped') as lines from app.fuse`,
      );
      expect(rows).toEqual([{ state: 'stopped', by: null, lines: 1 }]);
    });

    test('is decided by nobody after its time', async () => {
      await all(keys(5));
      const held = heldBack(call, run, parts()).next().value;
      if (typeof held !== 'object' || !('work' in held)) throw new Error('It looks first');
      await held.work();
      await pool.query('update app.fuse set ends_at = clock_timestamp()');
      const { rows } = await pool.query<{ id: string }>('select id from app.fuse');

      const late = await inTransaction(pool, (client) =>
        createFuses(pool).end(client, rows[0]?.id ?? '', {
          ...{ state: 'released', by: { id: 'sam', name: 'Sam' }, open: '10m' },
        }),
      );

      expect(late).toBeUndefined();
    });
  });
});
