import { beforeEach, describe, expect, test } from 'vitest';
import { awaitDecision } from '../../../src/desk/await-decision.ts';
import { bindingDigest } from '../../../src/desk/binding.ts';
import type { DeskParts } from '../../../src/desk/parts.ts';
import type { Approval } from '../../../src/domain/approval.ts';
import type { Customer } from '../../../src/domain/customer.ts';
import { refusalOf } from '../../../src/domain/decision.ts';
import type { Person, Role } from '../../../src/domain/person.ts';
import { type Duration, inMilliseconds } from '../../../src/lib/duration.ts';
import { inOrder } from '../../../src/runs/move.ts';
import type { Durable } from '../../../src/runs/port.ts';
import { createApprovals } from '../../../src/store/approvals.ts';
import { inTransaction, type Pool } from '../../../src/store/pool.ts';
import { oneApprover, sampleApproval } from '../../contracts/card-samples.ts';
import { describeWithDatabase, inFreshDatabase } from '../../fakes/database.ts';
import { audienceOn, type Chat, createChat } from './a-chat.ts';
import { aRun } from './a-run.ts';

const someone = (id: string, roles: Role[] = ['approver']): Person => ({
  id,
  name: id,
  account: `${id}@contoso.com`,
  identities: [{ platform: 'slack', workspace: 'T1', user: id }],
  roles: { contoso: roles },
});
const people = [someone('sam'), someone('kim'), someone('lee'), someone('tess', ['technician']), someone('ada', [])];
const contoso: Customer = { id: 'contoso', name: 'Contoso', chats: [], desk: [], modes: {} };
const channel = { platform: 'slack', workspace: 'T1', channel: 'desk' };

describeWithDatabase('waiting for a decision', () => {
  let pool: Pool;
  let chat: Chat;
  let count = 0;

  inFreshDatabase((fresh) => {
    pool = fresh;
  });
  beforeEach(() => {
    chat = createChat('slack');
    count += 1;
  });

  /** As if so much of the time to decide were over: what is asked and when it ends move into the past together. */
  const elapse = (id: string, ms: number) =>
    pool.query(
      `update app.approval set asked_at = asked_at - $2 * interval '1 millisecond',
         expires_at = expires_at - $2 * interval '1 millisecond' where id = $1`,
      [id, ms],
    );

  interface Differently {
    readonly customer?: Partial<Customer>;
    readonly asked?: Partial<Approval>;
    /** What happens during each wait, and whether the run is told of a decision then. */
    readonly during?: (id: string, wait: number) => Promise<boolean> | boolean;
    /** How much longer than it should each wait takes, as after a restart. */
    readonly late?: number;
  }

  /** Waits for an approval of sixteen minutes, which was asked of Sam and Kim. */
  async function waited({ customer = {}, asked = {}, during = () => false, late = 0 }: Differently = {}) {
    const approvals = createApprovals(pool);
    const id = `MSP-${count}:approve`;
    const { cards: _, state: __, votes: ___, ...sample } = sampleApproval('pending', (usually) => usually);
    const bound = { ...sample, demands: oneApprover, expiresAt: await approvals.expiryIn('16m', pool), ...asked };
    await approvals.ask({ ...bound, id, runId: `MSP-${count}`, digest: bindingDigest(bound) });

    const waits: number[] = [];
    const durable: Durable = {
      runId: `MSP-${count}`,
      step: async (_name, work) => JSON.parse(JSON.stringify((await work()) ?? null)),
      async wait<T>(_topic: string, within: Duration): Promise<T | null> {
        const told = await during(id, waits.length);
        waits.push(inMilliseconds(within));
        if (told) return {} as T;
        await elapse(id, inMilliseconds(within) + late);
        return null;
      },
      first: async () => Promise.reject(new Error('nothing runs side by side')),
    };
    const roster = { customers: [{ ...contoso, ...customer }], people };
    const parts = { ...audienceOn([chat], roster), pool, approvals } as Partial<DeskParts> as DeskParts;
    const question = { id, step: 'approve', calls: bound.calls, expires: undefined, differences: [] };
    const run = aRun({}, { id: `MSP-${count}` });
    await inOrder(awaitDecision(question, { untilHalf: await approvals.timeUntil(id, 0.5) }, run, parts), durable);
    return { id, minutes: waits.map((ms) => Math.round(ms / 60_000)), after: await approvals.read(id) };
  }

  const told = (who: string) => chat.read(who).filter((text) => text.startsWith('Still waiting'));
  const cards = (who: string) => chat.read(who).filter((text) => text.startsWith('Approval needed'));

  test('takes no longer than there is time, in pieces', async () => {
    expect((await waited()).minutes).toEqual([8, 4, 4]);
  });

  test('takes no longer when a piece of it did, and what it is too late for is not said', async () => {
    const { minutes } = await waited({ late: inMilliseconds('20m') });

    expect(minutes).toEqual([8, 0, 0]);
    expect(told('sam')).toEqual([]);
  });

  test('tells those who were asked and may decide, once, how much is left', async () => {
    await waited();

    expect(told('sam')).toEqual([
      'Still waiting for approval, 8 min left: Set a new password for ada@contoso.example at Contoso. sam or kim can decide.',
    ]);
    expect(told('kim')).toHaveLength(1);
    for (const who of ['lee', 'tess', 'ada']) expect(told(who)).toEqual([]);
  });

  test('tells nobody who has said yes, and says who it was handed to', async () => {
    const by = { id: 'sam', name: 'sam' };
    await waited({
      asked: { demands: { ...oneApprover, approvers: 2 } },
      async during(id, wait) {
        if (wait > 0) return false;
        await inTransaction(pool, async (client) => {
          await createApprovals(pool).vote(client, id, { by, roles: ['approver'], surface: 'slack' });
          await createApprovals(pool).handTo(client, id, { to: { id: 'kim', name: 'kim' }, by });
        });
        return false;
      },
    });

    expect(told('sam')).toEqual([]);
    expect(told('kim')).toEqual([expect.stringContaining('at Contoso. kim has it. kim can decide.')]);
  });

  test('tells the desk channel instead, where there is one', async () => {
    await waited({ customer: { desk: [channel] } });

    expect(told('desk')).toHaveLength(1);
    expect(told('sam')).toEqual([]);
  });

  test('ends with the decision, and nobody is told of anything more', async () => {
    expect((await waited({ during: () => true })).minutes).toEqual([8]);
    expect(told('sam')).toEqual([]);

    const second = await waited({ during: (_, wait) => wait === 1, asked: { subject: 'later' } });
    expect(second.minutes).toEqual([8, 4]);
  });

  test('tells nobody of what was decided just now', async () => {
    await waited({
      async during(id) {
        await pool.query(`update app.approval set state = 'denied' where id = $1`, [id]);
        return false;
      },
    });

    expect(told('sam')).toEqual([]);
  });

  test('does not end when somebody can not be told', async () => {
    chat.refuse(1, false);

    expect((await waited()).minutes).toHaveLength(3);
    expect([...told('sam'), ...told('kim')]).toHaveLength(1);
  });

  describe('with a second line', () => {
    const escalation = (to: string[], after: 'half' | 'three-quarters' = 'three-quarters') => ({
      customer: { escalation: { to, after } },
    });

    test('asks it when its time has come, and writes that down', async () => {
      const { id, after } = await waited(escalation(['lee']));

      expect(after).toMatchObject({ approverIds: ['sam', 'kim', 'lee'], secondLine: ['lee'] });
      const lee = { by: someone('lee'), surface: 'slack', digest: after?.digest ?? '' };
      expect(after && refusalOf(after, lee)).toBeUndefined();
      expect(cards('lee')).toHaveLength(1);
      expect(told('lee')).toEqual([]);
      const { rows } = await pool.query(`select action, facts from app.audit where facts->>'approval' = $1`, [id]);
      expect(rows).toMatchObject([{ action: 'approval.escalated', facts: { approvers: ['lee'] } }]);
    });

    test('which was asked at half time is also told how much is left', async () => {
      await waited(escalation(['lee'], 'half'));

      expect(cards('lee')).toHaveLength(1);
      expect(told('lee')).toHaveLength(1);
    });

    test('is told directly how much is left, also where there is a desk channel', async () => {
      await waited({ customer: { desk: [channel], ...escalation(['lee'], 'half').customer } });

      expect(told('lee')).toHaveLength(1);
      expect(told('desk')).toHaveLength(1);
      expect(told('sam')).toEqual([]);
    });

    test('asks nobody who does not hold what is demanded, and nobody twice', async () => {
      const { after } = await waited(escalation(['tess', 'ada', 'kim', 'gone']));

      expect(after?.approverIds).toEqual(['sam', 'kim']);
      for (const who of ['tess', 'ada', 'kim']) expect(cards(who)).toEqual([]);
    });

    test('asks nobody once it is decided or its time is over', async () => {
      const decided = await waited({
        ...escalation(['lee'], 'half'),
        async during(id) {
          await pool.query(`update app.approval set state = 'denied' where id = $1`, [id]);
          return false;
        },
      });
      count += 1;
      const late = await waited({ ...escalation(['lee'], 'half'), late: inMilliseconds('20m') });

      for (const { after } of [decided, late]) expect(after?.secondLine).toBeUndefined();
      expect(cards('lee')).toEqual([]);
    });
  });
});
