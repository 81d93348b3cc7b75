import { beforeEach, expect, test } from 'vitest';
import type { Verdict } from '../../../src/domain/approval.ts';
import type { Duration } from '../../../src/lib/duration.ts';
import { type AskedApproval, createApprovals } from '../../../src/store/approvals.ts';
import { inTransaction, type Pool, type PoolClient } from '../../../src/store/pool.ts';
import { sampleApproval } from '../../contracts/card-samples.ts';
import { describeWithDatabase, inFreshDatabase } from '../../fakes/database.ts';

describeWithDatabase('the approvals', () => {
  let pool: Pool;
  let count = 0;
  let id: string;
  let digest: string;

  inFreshDatabase((fresh) => {
    pool = fresh;
  });
  beforeEach(() => {
    count += 1;
    id = `MSP-${count}:approve`;
  });

  async function asked(within: Duration = '15m', differently: Partial<AskedApproval> = {}) {
    const approvals = createApprovals(pool);
    const { cards: _cards, state: _state, votes: _votes, ...fixed } = sampleApproval('pending', (usually) => usually);
    const approval = await approvals.ask({
      ...fixed,
      id,
      expiresAt: await approvals.expiryIn(within, pool),
      ...differently,
    });
    digest = approval.digest;
    return approvals;
  }
  const decide = (verdict: Verdict, by = 'sam', shown = digest) =>
    inTransaction(pool, (client) => decideIn(client, verdict, by, shown));
  /** As the desk does: whoever holds it decides it, if it is still open and what was shown. */
  async function decideIn(client: PoolClient, verdict: Verdict, by: string, shown: string) {
    const approvals = createApprovals(pool);
    const held = await approvals.hold(client, id);
    if (!held?.isOpen || held.approval.digest !== shown) return undefined;
    return approvals.end(client, id, { state: verdict, by: { id: by, name: by } });
  }
  const stateNow = async () => (await createApprovals(pool).read(id))?.state;
  /** Lets time pass for this approval by the clock of the database. */
  const elapse = (interval: string) =>
    pool.query('update app.approval set expires_at = expires_at - $2::interval where id = $1', [id, interval]);

  test('of an emergency are its own, whatever another one was opened for', async () => {
    const words = 'opened by Sam and Kim: The line is down';
    const { policy } = sampleApproval('pending', (usually) => usually);
    const under = (glassId?: string) => ({ policy: { ...policy, glass: words, ...(glassId && { glassId }) } });
    const ids: string[] = [];
    for (const glassId of ['first', 'second', undefined]) {
      await asked('15m', under(glassId));
      ids.push(id);
      count += 1;
      id = `MSP-${count}:approve`;
    }
    const found = async (glass: string) =>
      (await createApprovals(pool).underGlass('contoso', { id: glass, words })).map((one) => one.id);

    expect([await found('first'), await found('second')]).toEqual([
      [ids[0], ids[2]],
      [ids[1], ids[2]],
    ]);
  });

  test('asked twice are one, as it was asked first', async () => {
    const approvals = await asked('15m', { subject: 'first' });
    const first = await approvals.read(id);

    await asked('1h', { subject: 'second', digest: 'e'.repeat(64) });

    expect(await approvals.read(id)).toEqual(first);
  });

  test('of twenty decisions at the same time one counts', async () => {
    await asked();

    const decided = await Promise.all(
      Array.from({ length: 20 }, (_, index) => decide(index % 2 === 0 ? 'approved' : 'denied', `person-${index}`)),
    );

    const winners = decided.flatMap((approval) => approval ?? []);
    expect(winners).toHaveLength(1);
    expect(await createApprovals(pool).read(id)).toEqual(winners[0]);
  });

  test('what was decided is not decided otherwise', async () => {
    await asked();
    await decide('denied');

    expect(await decide('approved', 'kim')).toBeUndefined();
    expect(await createApprovals(pool).read(id)).toMatchObject({ state: 'denied', decidedBy: { id: 'sam' } });
  });

  test('what was shown otherwise is not decided', async () => {
    await asked();

    expect(await decide('approved', 'sam', 'e'.repeat(64))).toBeUndefined();
    expect(await stateNow()).toBe('pending');
  });

  test('a decision that is not committed is none', async () => {
    await asked();

    const failed = inTransaction(pool, async (client) => {
      await decideIn(client, 'approved', 'sam', digest);
      throw new Error('the run could not be told');
    });

    await expect(failed).rejects.toThrow('could not be told');
    expect(await stateNow()).toBe('pending');
  });

  test('time is up by the clock of the database, whoever else thinks what', async () => {
    await asked('15m');
    await elapse('15 minutes');

    expect(await decide('approved')).toBeUndefined();
    expect(await stateNow()).toBe('pending');
  });

  test('a moment before that there is time', async () => {
    await asked('15m');
    await elapse('14 minutes 50 seconds');

    expect(await decide('approved')).toMatchObject({ state: 'approved' });
  });

  test('a decision that waited for its turn until time was up comes too late', async () => {
    await asked('300ms');
    const holder = await pool.connect();
    await holder.query('begin');
    await holder.query('select from app.approval where id = $1 for update', [id]);
    const late = decide('approved');
    await holder.query('select pg_sleep(0.4)');
    await holder.query('rollback');
    holder.release();

    expect(await late).toBeUndefined();
    expect(await stateNow()).toBe('pending');
  });

  test('closed without a decision it has expired, and stays so', async () => {
    const approvals = await asked();

    expect(await approvals.close(id)).toMatchObject({ state: 'expired' });
    expect(await decide('approved')).toBeUndefined();
    expect(await stateNow()).toBe('expired');
  });

  test('closed after a decision it is what was decided', async () => {
    const approvals = await asked();
    await decide('approved');

    expect(await approvals.close(id)).toMatchObject({ state: 'approved', decidedBy: { id: 'sam' } });
  });

  test('closed and decided at the same time it is one of both, for everybody', async () => {
    for (let round = 0; round < 50; round++) {
      id = `MSP-${count}:${round}`;
      const approvals = await asked();

      const [closed, decided] = await Promise.all([approvals.close(id), decide('approved')]);

      expect(closed.state).toBe(decided ? 'approved' : 'expired');
      expect(await stateNow()).toBe(closed.state);
    }
  });
});
