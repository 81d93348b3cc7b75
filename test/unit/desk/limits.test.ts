import { beforeEach, expect, test } from 'vitest';
import { connectors } from '../../../src/connectors/all.ts';
import { createRegistry } from '../../../src/connectors/registry.ts';
import { coveredCalls } from '../../../src/desk/plan.ts';
import { writeApproval } from '../../../src/desk/write-approval.ts';
import type { Workflow } from '../../../src/domain/workflow.ts';
import { policyOf } from '../../../src/policy/policy.ts';
import type { PolicyRule } from '../../../src/policy/rule.ts';
import type { Ends } from '../../../src/runs/graph.ts';
import { createApprovals } from '../../../src/store/approvals.ts';
import { createCounts } from '../../../src/store/counts.ts';
import type { Pool } from '../../../src/store/pool.ts';
import { createTickets } from '../../../src/store/tickets.ts';
import { createVerifications } from '../../../src/store/verifications.ts';
import { describeWithDatabase, inFreshDatabase } from '../../fakes/database.ts';
import { aRun } from './a-run.ts';

const registry = createRegistry({ connectors, demo: { pause: async () => {} } });
const steps: Workflow['steps'] = {
  approve: { approve: { steps: ['switch-off'] } },
  'switch-off': {
    needs: ['approve'],
    operation: 'graph.disableUser',
    with: { userId: '${inputs.id}', account: '${inputs.account}', revokeSessions: true },
  },
};
const ends: Ends = new Map();
type Of = 'target' | 'person' | 'customer';
const atMost = (most: number, of: Of, within: '1h' | '1s' = '1h'): PolicyRule => ({
  name: `at most ${most}`,
  when: { operations: ['graph.disableUser'], beyond: { of, most, within } },
  refuse: 'That is enough for now.',
});

describeWithDatabase('a limit', () => {
  let pool: Pool;
  inFreshDatabase((fresh) => {
    pool = fresh;
  });
  beforeEach(async () => {
    await pool.query('truncate app.approval cascade; truncate app.effect');
  });

  interface Asks {
    readonly number: number;
    readonly account?: string;
    readonly customer?: string;
    readonly requester?: string;
    readonly rules: readonly PolicyRule[];
  }
  /** Somebody asks to switch off an account; by default each time another one. */
  function asks({ number, account = `u${number}@contoso.com`, customer = 'contoso', requester = 'ada', rules }: Asks) {
    const usual = aRun(steps);
    const run = aRun(steps, {
      id: `MSP-${number}`,
      customer: { ...usual.customer, id: customer },
      ticket: { ...usual.ticket, id: `MSP-${number}`, requester: { ...usual.ticket.requester, id: requester } },
      inputs: {
        id: { value: `6f0c2b1e-52d7-4f43-9a86-${String(number).padStart(12, '0')}`, origin: 'typed command' },
        account: { value: account, origin: 'typed command' },
      },
    });
    const calls = coveredCalls(['switch-off'], run, ends, registry);
    const question = { id: `MSP-${number}:approve`, step: 'approve', calls, expires: undefined, differences: [] };
    return writeApproval(question, run, ends, {
      ...{ pool, registry, workflows: [run.workflow] },
      approvals: createApprovals(pool),
      counts: createCounts(pool),
      ...{ verifications: createVerifications(pool), tickets: createTickets(pool), platforms: new Map() },
      policyFor: async () => policyOf({ rules }),
      roster: async () => ({ customers: [], people: [] }),
    });
  }
  const ended = (number: number, state: string) =>
    pool.query('update app.approval set state = $2 where id = $1', [`MSP-${number}:approve`, state]);
  const sent = (number: number) =>
    pool.query(
      `insert into app.effect (key, run_id, customer_id, operation, input_digest, state, deadline)
       values ($1 || ':switch-off', $1, 'contoso', 'graph.disableUser', '', 'failed', now())`,
      [`MSP-${number}`],
    );

  test('of three lets three pass of twenty who ask at once', async () => {
    const rules = [atMost(3, 'customer')];

    const answers = await Promise.all(Array.from({ length: 20 }, (_, number) => asks({ number, rules })));

    expect(answers.filter(({ state }) => state === 'written')).toHaveLength(3);
    expect((await pool.query('select from app.approval')).rowCount).toBe(3);
  });

  test('says which one it is, and when the same can be asked for again', async () => {
    const rules = [atMost(1, 'customer')];
    await asks({ number: 1, rules });

    const answer = await asks({ number: 2, rules });

    expect(answer).toMatchObject({
      state: 'refused',
      why: expect.stringMatching(/^That is enough for now\. The limit is “at most 1”; .* again after \d\d:\d\d UTC/),
    });
  });

  test.each<[Of, Partial<Asks>, Partial<Asks>]>([
    ['target', { account: 'ben@contoso.com' }, { account: 'Ben@contoso.com' }],
    ['person', { requester: 'otto' }, { requester: 'otto' }],
    ['customer', {}, {}],
  ])('counts what is about the same %s', async (of, first, second) => {
    const rules = [atMost(1, of)];
    await asks({ number: 1, rules, ...first });

    expect((await asks({ number: 2, rules, ...second })).state).toBe('refused');
  });

  test.each<[Of, Partial<Asks>]>([
    ['target', { account: 'ben@contoso.com' }],
    ['person', { requester: 'otto' }],
    ['customer', { customer: 'fabrikam' }],
  ])('does not count what is about another %s', async (of, first) => {
    const rules = [atMost(1, of)];
    await asks({ number: 1, rules, ...first });

    expect((await asks({ number: 2, rules })).state).toBe('written');
  });

  test.each<[string, 'written' | 'refused', boolean]>([
    ['pending', 'refused', false],
    ['approved', 'refused', false],
    ['denied', 'written', false],
    ['expired', 'written', false],
    ['void', 'written', false],
    ['void', 'refused', true],
  ])('counts one that is %s: the next one is %s (sent: %s)', async (state, answer, isSent) => {
    const rules = [atMost(1, 'customer')];
    await asks({ number: 1, rules });
    await ended(1, state);
    if (isSent) await sent(1);

    expect((await asks({ number: 2, rules })).state).toBe(answer);
  });

  test('counts what is longer ago than its time no more', async () => {
    const rules = [atMost(1, 'customer')];
    await asks({ number: 1, rules });
    await pool.query(`update app.approval set asked_at = asked_at - interval '61 minutes'`);

    expect((await asks({ number: 2, rules })).state).toBe('written');
  });

  test('does not count the request itself, when it is asked again', async () => {
    const rules = [atMost(1, 'customer')];
    await asks({ number: 1, rules });

    expect((await asks({ number: 1, rules })).state).toBe('written');
  });

  test('does not count what others may still do, once it is about sending', async () => {
    const rules = [atMost(5, 'customer')];
    await asks({ number: 1, rules });
    await asks({ number: 2, rules });
    await sent(2);
    const one = { of: 'customer', within: '1h', risk: 'change', operations: ['graph.disableUser'] } as const;
    const of = { customerId: 'contoso', requesterId: 'ada', targets: [], runId: 'MSP-3', steps: ['switch-off'] };

    expect(await createCounts(pool).until(one, of, 'sent')).toHaveLength(1);
    expect(await createCounts(pool).until(one, of, 'asked')).toHaveLength(2);
  });

  test('does not count the others of a batch once more, which counts with all its targets', async () => {
    await asks({ number: 1, rules: [] });
    await asks({ number: 2, rules: [] });
    await pool.query(
      `update app.approval set approval = approval || '{"batch": {"id": "b-1"}}' where run_id = 'MSP-2'`,
    );
    const one = { of: 'customer', within: '1h', risk: 'change', operations: ['graph.disableUser'] } as const;
    const of = { customerId: 'contoso', requesterId: 'ada', targets: [], runId: 'MSP-3', steps: ['switch-off'] };

    expect(await createCounts(pool).until(one, { ...of, batchId: 'b-1' }, 'asked')).toHaveLength(1);
    expect(await createCounts(pool).until(one, { ...of, batchId: 'b-2' }, 'asked')).toHaveLength(2);
  });
});
