import { beforeEach, describe, expect, test } from 'vitest';
import { awaitDecision } from '../../../src/desk/await-decision.ts';
import { listOf } from '../../../src/desk/batch-list.ts';
import { bindingDigest } from '../../../src/desk/binding.ts';
import { createBoards } from '../../../src/desk/boards.ts';
import type { DeskParts } from '../../../src/desk/parts.ts';
import { rewritePage } from '../../../src/desk/show-batch.ts';
import { approved } from '../../../src/desk/steps/approve.ts';
import type { Approval } from '../../../src/domain/approval.ts';
import type { Batch } from '../../../src/domain/batch.ts';
import { Customer } from '../../../src/domain/customer.ts';
import type { Person, Role } from '../../../src/domain/person.ts';
import { inOrder } from '../../../src/runs/move.ts';
import type { Durable } from '../../../src/runs/port.ts';
import { createApprovals } from '../../../src/store/approvals.ts';
import { createBatches } from '../../../src/store/batches.ts';
import { inTransaction, type Pool } from '../../../src/store/pool.ts';
import { oneApprover, sampleApproval } from '../../contracts/card-samples.ts';
import { describeWithDatabase, inFreshDatabase } from '../../fakes/database.ts';
import { audienceOn, type Chat, createChat } from './a-chat.ts';
import { aRun } from './a-run.ts';

const someone = (id: string, roles: Role[] = ['approver']): Person => ({
  ...{ id, name: id, account: `${id}@contoso.com`, roles: { contoso: roles } },
  identities: [{ platform: 'slack', workspace: 'T1', user: id }],
});
const people = [
  ...['sam', 'kim', 'lee'].map((id) => someone(id)),
  ...['tess', 'ada'].map((id) => someone(id, ['technician'])),
];
const contoso = Customer.parse({ id: 'contoso', name: 'Contoso', chats: [], desk: [] });
const channel = { platform: 'slack', workspace: 'T1', channel: 'desk' };

describeWithDatabase('of a list', () => {
  let pool: Pool;
  let batch: Batch;
  let chat: Chat;
  let customer = contoso;
  /** What happens while somebody is told something. */
  let meanwhile = async () => {};
  let count = 0;
  inFreshDatabase((fresh) => {
    pool = fresh;
  });

  const { cards: _, state: __, votes: ___, requester, ...sample } = sampleApproval('pending', (usually) => usually);
  beforeEach(async () => {
    count += 1;
    chat = createChat('slack');
    meanwhile = async () => {};
    customer = contoso;
    batch = await createBatches(pool).open(`source-${count}`, {
      ...{ customerId: 'contoso', workflow: { name: 'reset-password', title: 'Reset a password' }, requester },
      ...{ place: channel, targets: Array.from({ length: 12 }, (_one, index) => `u${index + 1}@contoso.com`) },
    });
    for (const position of [1, 2, 11]) await asks(position);
  });

  const parts = () => {
    const { platform } = chat;
    const direct: typeof platform.direct = async (...told) => {
      const ref = await platform.direct(...told);
      await meanwhile();
      return ref;
    };
    return {
      ...audienceOn([{ ...chat, platform: { ...platform, direct } }], { customers: [customer], people }),
      ...{ pool, approvals: createApprovals(pool), batches: createBatches(pool), boards: createBoards() },
      runs: () => ({ start: async () => {}, tell: async () => {}, stop: async () => {} }),
      tickets: { moved: async () => {} } as Partial<DeskParts['tickets']> as DeskParts['tickets'],
    } as Partial<DeskParts> as DeskParts;
  };

  const idOf = (position: number) => `T${count}-${position}:approve`;
  const runOf = (position: number) => aRun({}, { id: `T${count}-${position}` });
  async function asks(position: number, differently: Partial<Approval> = {}) {
    const bound = {
      ...{ ...sample, requester, demands: oneApprover, step: 'approve' },
      target: { value: `u${position}@contoso.com`, origin: 'typed command' as const },
      batch: { id: batch.id, position, phrase: 'Contoso' },
      expiresAt: await createApprovals(pool).expiryIn('15m', pool),
      ...differently,
    };
    const asked = { ...bound, id: idOf(position), runId: `T${count}-${position}`, approverIds: ['sam', 'kim'] };
    await createApprovals(pool).ask({ ...asked, digest: bindingDigest(bound) });
  }
  const stands = (position: number, state: Approval['state']) =>
    pool.query('update app.approval set state = $2 where id = $1', [idOf(position), state]);

  /** As if the run of an item had failed while it waited. */
  const ends = (position: number) =>
    pool.query(
      `insert into app.ticket (source_id, customer_id, requester_id, ticket, outcome) values ($1, 'contoso', 'tess', $2, 'failed')`,
      [`${batch.id}#${position}`, { batch: { id: batch.id, size: 12, position } }],
    );

  /** An item's run comes to the half of its time, or to so many moments, and is told of a decision then. */
  async function comes(position: number, moments = 1): Promise<void> {
    let waits = 0;
    const durable: Durable = {
      runId: `T${count}-${position}`,
      step: (_name, work) => work(),
      wait: async <T>() => (waits++ < moments ? null : ({} as T)),
      first: async () => Promise.reject(new Error('nothing runs side by side')),
    };
    const question = { id: idOf(position), step: 'approve', calls: [], expires: undefined, differences: [] };
    await inOrder(awaitDecision(question, { untilHalf: '1ms' }, runOf(position), parts()), durable);
  }

  describe('a reminder', () => {
    const told = (who: string) => chat.read(who).filter((text) => text.startsWith('Still waiting'));

    test('is told once, whichever of its runs come to it at the same time', async () => {
      await Promise.all([comes(1), comes(2), comes(11)]);

      for (const who of ['sam', 'kim'])
        expect(told(who)).toEqual([
          'Still waiting for approval, 15 min left: Reset a password for 3 of 12 (1, 2, 11) at Contoso. sam or kim can decide.',
        ]);
      expect(told('lee')).toEqual([]);
    });

    test('is told again by the run that was killed while it told it, and by no other', async () => {
      await comes(1);
      await comes(2);
      expect(told('sam')).toHaveLength(1);

      await comes(1);
      expect(told('sam')).toHaveLength(2);
    });

    test('is also told of what was asked after it', async () => {
      await comes(1);
      await asks(3);
      await comes(3);

      expect(told('sam')).toHaveLength(2);
    });

    test('is told of what is open, also by a run whose own item is decided, and of nothing when nothing is', async () => {
      await stands(1, 'approved');
      await comes(1);
      expect(told('sam')).toEqual([expect.stringContaining('for 2 of 12 (2, 11) at Contoso')]);

      for (const position of [2, 11]) await stands(position, 'denied');
      await asks(4);
      await ends(4);
      await asks(3, { expiresAt: new Date(0).toISOString() });
      for (const position of [2, 3, 4]) await comes(position);
      expect(told('sam')).toHaveLength(1);
    });

    test('names who has which of them, and only those whose answer is missing', async () => {
      await inTransaction(pool, async (client) => {
        const approvals = createApprovals(pool);
        const by = { id: 'sam', name: 'sam' };
        await approvals.handTo(client, idOf(2), { to: { id: 'kim', name: 'kim' }, by });
        for (const position of [1, 2, 11])
          await approvals.vote(client, idOf(position), { by, roles: ['approver'], surface: 'slack' });
      });

      await comes(1);

      expect(told('kim')).toEqual([expect.stringContaining('at Contoso. kim has 2. kim can decide.')]);
      expect(told('sam')).toEqual([]);
    });

    test('is told in the desk channel, where there is one', async () => {
      customer = { ...contoso, desk: [channel] };

      await Promise.all([comes(1), comes(2)]);

      expect(told('desk')).toHaveLength(1);
      expect(told('sam')).toEqual([]);
    });
  });

  describe('the second line', () => {
    const pages = (who: string) => chat.read(who).filter((text) => !text.startsWith('Still waiting'));
    const secondLines = async () => {
      const { rows } = await pool.query<{ position: number; line: string[] }>(
        `select (approval->'batch'->>'position')::int as position, second_line as line from app.approval
         where approval->'batch'->>'id' = $1 order by 1`,
        [batch.id],
      );
      return rows.map(({ position, line }) => [position, ...line]);
    };
    beforeEach(async () => {
      customer = Customer.parse({ ...contoso, escalation: { to: ['lee', 'kim', 'gone'], after: 'half' } });
      for (const page of [1, 2]) await createBatches(pool).shownOn(batch.id, 'approve', page, []);
    });

    test('gets each page once, whichever of its runs come to it at the same time, and the reminder after it', async () => {
      await Promise.all([comes(1), comes(2), comes(11)]);

      expect(await secondLines()).toEqual([
        [1, 'lee'],
        [2, 'lee'],
        [11, 'lee'],
      ]);
      expect(chat.read('lee')).toEqual([
        expect.stringContaining('for 1 to 10 of 12 at Contoso'),
        expect.stringContaining('for 11 to 12 of 12 at Contoso'),
        expect.stringContaining('3 of 12 (1, 2, 11) at Contoso. sam, kim, or lee can decide.'),
      ]);
      expect(pages('kim')).toEqual([]);
      const { rows } = await pool.query(
        `select facts->>'approval' as id, facts->'approvers' as to from app.audit
         where action = 'approval.escalated' and run_id like $1 order by seq`,
        [`T${count}-%`],
      );
      expect(rows).toEqual([1, 2, 11].map((position) => ({ id: idOf(position), to: ['lee'] })));
    });

    test('sees what was decided while it was told', async () => {
      meanwhile = () => stands(2, 'denied').then(() => {});
      await comes(1);

      expect(pages('lee')[0]).toContain('2. u2@contoso.com: denied');
    });

    test('sees what is decided afterwards', async () => {
      await comes(1);
      await stands(2, 'denied');
      await rewritePage(await listOf(batch, 'approve', parts()), 1, parts());

      expect(pages('lee')[0]).toContain('2. u2@contoso.com: denied');
    });

    test('is asked of what is open alone, and of what was asked later when its time has come', async () => {
      await stands(11, 'denied');
      await comes(1);
      await asks(3);
      expect(await secondLines()).toEqual([[1, 'lee'], [2, 'lee'], [3], [11]]);
      expect(pages('lee')).toHaveLength(1);

      await comes(3);
      expect(await secondLines()).toEqual([[1, 'lee'], [2, 'lee'], [3, 'lee'], [11]]);
      expect(pages('lee')).toHaveLength(2);
    });

    test('is asked again by the run that was killed while it asked, and recorded once', async () => {
      await comes(1);
      await comes(2);
      expect(pages('lee')).toHaveLength(2);

      await comes(1);
      expect(pages('lee')).toHaveLength(4);
      const { rows } = await pool.query(
        `select from app.audit where action = 'approval.escalated' and run_id like $1`,
        [`T${count}-%`],
      );
      expect(rows).toHaveLength(3);
    });

    test('is asked at three quarters where it says so', async () => {
      customer = Customer.parse({ ...contoso, escalation: { to: ['lee'], after: 'three-quarters' } });

      await comes(1);
      expect(pages('lee')).toEqual([]);

      await comes(1, 2);
      expect(pages('lee')).toHaveLength(2);
    });

    test('that can not be reached holds nothing up', async () => {
      chat.refuse(1, false);

      await comes(1);

      expect(pages('lee')).toHaveLength(1);
      expect((await secondLines())[0]).toEqual([1, 'lee']);
    });
  });

  describe('its expiry', () => {
    const expires = async (...positions: number[]) => {
      for (const position of positions) await stands(position, 'expired');
    };
    /** Its run, which stood on the list, is told of a decision or of the end of the time. */
    async function closes(position: number): Promise<void> {
      const { ticket, ...run } = runOf(position);
      const listed = { ...run, ticket: { ...ticket, batch: { id: batch.id, size: 12, position } } };
      const answered: Record<string, unknown> = {
        'approve: ask': { state: 'asked', within: '15m', untilHalf: '7m', tellsOnLists: true },
        'approve: show together': 'shown',
      };
      const durable: Durable = {
        runId: run.id,
        step: <T>(name: string, work: () => Promise<T>) =>
          name in answered ? Promise.resolve(answered[name] as T) : work(),
        wait: async <T>() => ({}) as T,
        first: async () => Promise.reject(new Error('nothing runs side by side')),
      };
      const question = { id: idOf(position), step: 'approve', calls: [], expires: undefined, differences: [] };
      await inOrder(approved(question, listed, new Map(), parts()), durable);
    }
    const told = (who: string) => chat.read(who).filter((text) => text.startsWith('Nobody decided in time'));
    const lasts = (position: number, ms: number) =>
      pool.query(
        `update app.approval set expires_at = clock_timestamp() + $2 * interval '1 millisecond' where id = $1`,
        [idOf(position), ms],
      );

    test('is told once, to everybody who was asked and the technicians, whichever of its runs notice it at the same time', async () => {
      await expires(1, 2, 11);

      await Promise.all([closes(1), closes(2), closes(11)]);

      for (const who of ['sam', 'kim', 'tess'])
        expect(told(who)).toEqual([
          'Nobody decided in time: Reset a password for 3 of 12 (1, 2, 11) at Contoso, asked by Ada Lovelace. Nothing was changed for them. Ada Lovelace can ask again.',
        ]);
      for (const who of ['lee', 'ada']) expect(told(who)).toEqual([]);
    });

    test('waits for what expires at the same time, also when that is decided in the last moment', async () => {
      await stands(11, 'denied');
      await expires(1);
      await lasts(2, 9_000);
      await closes(1);
      expect(told('sam')).toEqual([]);

      await lasts(2, -1);
      await closes(1);
      expect(told('sam')).toEqual([]);

      await stands(2, 'approved');
      await closes(2);
      expect(told('sam')).toEqual([expect.stringContaining('for 1 of 12 (1) at Contoso')]);
    });

    test('waits for nothing that is open for longer, or has failed while it waited; what expires later is told of later', async () => {
      await expires(1);
      await ends(2);
      await lasts(2, 1_000);
      await closes(1);
      expect(told('sam')).toEqual([expect.stringContaining('for 1 of 12 (1) at Contoso')]);

      await expires(11);
      await closes(11);
      expect(told('sam')[1]).toContain('for 1 of 12 (11) at Contoso');
    });

    test('is told again by the run that was killed while it told it, and of nothing where nothing has expired', async () => {
      for (const position of [1, 2, 11]) await stands(position, 'denied');
      await closes(1);
      expect(told('sam')).toEqual([]);

      await expires(2, 11);
      for (const position of [11, 2, 11]) await closes(position);
      expect(told('sam')).toHaveLength(2);
    });

    test('is told directly to the second line and to whom it was handed, also where there is a desk channel', async () => {
      customer = { ...contoso, desk: [channel] };
      await inTransaction(pool, async (client) => {
        const approvals = createApprovals(pool);
        await approvals.askAlso(client, idOf(1), ['lee']);
        const handed = { to: { id: 'kim', name: 'kim' }, by: { id: 'sam', name: 'sam' } };
        await approvals.handTo(client, idOf(11), handed);
      });
      await expires(1, 2, 11);

      await closes(1);

      for (const where of ['desk', 'lee', 'kim']) expect(told(where)).toHaveLength(1);
      for (const where of ['sam', 'tess']) expect(told(where)).toEqual([]);
    });
  });
});
