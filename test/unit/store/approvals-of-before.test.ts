import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { decide } from '../../../src/desk/decide.ts';
import type { Person } from '../../../src/domain/person.ts';
import { noLog } from '../../../src/lib/log.ts';
import { createApprovals } from '../../../src/store/approvals.ts';
import { createCounts } from '../../../src/store/counts.ts';
import { migrate } from '../../../src/store/migrate.ts';
import { createPool, inTransaction, type Pool } from '../../../src/store/pool.ts';
import { describeWithDatabase, emptyDatabase, type FreshDatabase } from '../../fakes/database.ts';

const migrations = new URL('../../../src/store/migrations/', import.meta.url);
const identity = { platform: 'slack', workspace: 'T1', user: 'sam' };
const sam: Person = {
  ...{ id: 'sam', name: 'Sam', account: 'sam@contoso.com', identities: [identity] },
  roles: { contoso: ['approver'] },
};

/** As the release before wrote them down, which knew no policy. */
function asked(id: string) {
  return {
    ...{ id, runId: id, ticketId: id, customerId: 'contoso', step: 'approve' },
    workflow: { name: 'reset-password', title: 'Reset a password', version: 1 },
    target: { value: 'ada@contoso.com', origin: 'typed command' },
    subject: 'I forgot my password',
    calls: [
      {
        ...{ step: 'reset', operation: 'graph.resetPassword', title: 'Reset', risk: 'sensitive', mode: 'production' },
        values: [{ name: 'account', value: 'ada@contoso.com', origin: 'typed command' }],
      },
    ],
    ...{ risk: 'sensitive', digest: 'd'.repeat(64), authorIds: [], approverIds: ['sam'] },
    requester: { id: 'ada', name: 'Ada', identities: [{ ...identity, user: 'ada' }], roles: {} },
  };
}

describeWithDatabase('an approval of the release before', () => {
  let database: FreshDatabase;
  let pool: Pool;
  beforeAll(async () => {
    database = await emptyDatabase();
    const folder = mkdtempSync(join(tmpdir(), 'desk-before-'));
    for (const name of readdirSync(migrations).filter((one) => one < '0008'))
      cpSync(new URL(name, migrations), join(folder, name));
    await migrate(database.url, { folder: pathToFileURL(`${folder}/`) });
    rmSync(folder, { recursive: true });
    pool = createPool(database.url);
    for (const [id, state, until] of [
      ['MSP-1:approve', 'pending', '10 minutes'],
      ['MSP-2:approve', 'approved', '-2 days'],
      ['MSP-3:approve', 'expired', '-2 days'],
    ] as const)
      await pool.query(
        `insert into app.approval (id, run_id, customer_id, approval, digest, state, expires_at)
         values ($1, $1, 'contoso', $2::jsonb || jsonb_build_object('expiresAt', '2026-11-01T00:00:00.000Z'), $3, $4, clock_timestamp() + $5::interval)`,
        [id, asked(id), asked(id).digest, state, until],
      );
    await migrate(database.url);
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  test('can be read', async () => {
    const approvals = createApprovals(pool);

    expect(await approvals.read('MSP-1:approve')).toMatchObject({
      state: 'pending',
      votes: [],
      subject: 'I forgot my password',
    });
    expect(await approvals.ofRun('MSP-2:approve')).toMatchObject([{ state: 'approved' }]);
    expect(await approvals.close('MSP-3:approve')).toMatchObject({ state: 'expired' });
  });

  test('is decided by nobody any more', async () => {
    const parts = {
      ...{ pool, approvals: createApprovals(pool), log: noLog },
      roster: async () => ({ customers: [], people: [sam] }),
      runs: () => ({ start: async () => {}, tell: async () => {}, stop: async () => {} }),
    };

    const decided = await decide(
      {
        ...{ approvalId: 'MSP-1:approve', digest: 'd'.repeat(64), verdict: 'approved', typed: 'ada@contoso.com' },
        ...{ by: sam, through: identity, surface: 'slack' },
      },
      parts,
    );

    expect(decided).toMatchObject({ outcome: 'refused', why: 'changed' });
  });

  test('does not count as if it were asked for when the new release came', async () => {
    const counting = { of: 'target', within: '24h', risk: 'sensitive', operations: ['graph.resetPassword'] } as const;
    const about = {
      customerId: 'contoso',
      requesterId: 'ada',
      targets: ['ada@contoso.com'],
      runId: 'MSP-9',
      steps: [],
    };

    const until = await inTransaction(pool, (client) => createCounts(pool).until(counting, about, 'asked', client));

    expect(until).toHaveLength(1); // the one that is still pending
  });
});
