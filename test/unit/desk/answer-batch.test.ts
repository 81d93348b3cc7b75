import { beforeEach, describe, expect, test } from 'vitest';
import type { PressAnswer } from '../../../src/chat/ears.ts';
import { answerBatch } from '../../../src/desk/answer-batch.ts';
import { NOT_REACHED } from '../../../src/desk/answer-hand-over.ts';
import { listOf, pageDigest } from '../../../src/desk/batch-list.ts';
import { bindingDigest } from '../../../src/desk/binding.ts';
import { createBoards } from '../../../src/desk/boards.ts';
import { handOverItems } from '../../../src/desk/hand-over-items.ts';
import type { DeskParts } from '../../../src/desk/parts.ts';
import type { Batch } from '../../../src/domain/batch.ts';
import type { Person } from '../../../src/domain/person.ts';
import { noLog } from '../../../src/lib/log.ts';
import { createApprovals } from '../../../src/store/approvals.ts';
import { createBatches } from '../../../src/store/batches.ts';
import { inTransaction, type Pool } from '../../../src/store/pool.ts';
import { oneApprover, sampleApproval } from '../../contracts/card-samples.ts';
import { describeWithDatabase, inFreshDatabase } from '../../fakes/database.ts';
import { type Chat, createChat } from './a-chat.ts';

const identity = { platform: 'slack', workspace: 'T1', user: 'sam' };
const place = { platform: 'slack', workspace: 'T1', channel: 'desk' };
const sam: Person = {
  ...{ id: 'sam', name: 'Sam', account: 'sam@contoso.com', identities: [identity] },
  roles: { contoso: ['approver'] },
};
const kim: Person = {
  ...{ id: 'kim', name: 'Kim', account: 'kim@contoso.com', roles: { contoso: ['approver'] } },
  identities: [{ ...identity, user: 'kim' }],
};
const SIZE = 12;

describeWithDatabase('a press on a list', () => {
  let pool: Pool;
  let batch: Batch;
  let people = [sam];
  let told: string[] = [];
  let chat: Chat;
  /** What happens while somebody is told something. */
  let meanwhile = async () => {};
  let count = 0;
  inFreshDatabase((fresh) => {
    pool = fresh;
  });

  const talking = () => {
    const { platform } = chat;
    const direct: typeof platform.direct = async (...to) => {
      const ref = await platform.direct(...to);
      await meanwhile();
      return ref;
    };
    return { ...platform, direct };
  };
  const parts = () => ({
    ...{ pool, approvals: createApprovals(pool), batches: createBatches(pool), boards: createBoards() },
    ...{ roster: async () => ({ customers: [], people }), platforms: new Map([['slack', talking()]]), log: noLog },
    runs: () => ({
      start: async () => {},
      tell: async (_run: string, topic: string) => void told.push(topic),
      stop: async () => {},
    }),
  });

  beforeEach(async () => {
    count += 1;
    people = [sam];
    told = [];
    chat = createChat('slack');
    meanwhile = async () => {};
    const { cards: _, state: __, votes: ___, requester, ...sample } = sampleApproval('pending', (usually) => usually);
    const targets = Array.from({ length: SIZE }, (_one, index) => `u${index + 1}@contoso.com`);
    const workflow = { name: 'reset-password', title: 'Reset a password' };
    batch = await createBatches(pool).open(`source-${count}`, {
      ...{ customerId: 'contoso', workflow, requester, place, targets },
    });
    for (const [index, value] of targets.entries()) {
      const bound = {
        ...{ ...sample, requester, demands: { ...oneApprover, typed: true }, step: 'approve' },
        target: { value, origin: 'typed command' as const },
        batch: { id: batch.id, position: index + 1, phrase: 'Contoso' },
        expiresAt: await createApprovals(pool).expiryIn('15m', pool),
      };
      const id = `B${count}-${index + 1}:approve`;
      const asked = { ...bound, id, runId: `B${count}-${index + 1}`, approverIds: ['sam', 'kim'] };
      await createApprovals(pool).ask({ ...asked, digest: bindingDigest(bound) });
    }
  });

  async function presses(
    fields: Readonly<Record<string, string>>,
    { page = 1, by = sam, digest }: { page?: number; by?: Person; digest?: string } = {},
  ): Promise<PressAnswer> {
    const data = {
      ...{ batch: batch.id, step: 'approve', page: String(page) },
      digest: digest ?? pageDigest(page, await listOf(batch, 'approve', parts())),
    };
    const at = new Date(0).toISOString();
    const pressed = { ...{ kind: 'pressed' as const, id: 'p', at, place, verb: 'approve-items', data, fields } };
    const from = { ...identity, shownName: 'Sam' };
    const caller = { ...by, through: identity };
    return answerBatch('approved', { ...pressed, from, on: { place, message: 'm' } }, caller, parts());
  }
  async function approved(): Promise<number[]> {
    const { rows } = await pool.query<{ position: number }>(
      `select (approval->'batch'->>'position')::int as position from app.approval
       where state = 'approved' and approval->'batch'->>'id' = $1 order by 1`,
      [batch.id],
    );
    return rows.map(({ position }) => position);
  }
  const change = (position: number, what: string) =>
    pool.query(
      `update app.approval set approval = approval || $3::jsonb where approval->'batch'->>'id' = $1
       and approval->'batch'->>'position' = $2`,
      [batch.id, String(position), what],
    );

  test('decides what stands on its card, and nothing of another one', async () => {
    expect(await presses({ which: '', typed: 'contoso ' }, { page: 2 })).toMatchObject({ tone: 'done' });
    expect(await approved()).toEqual([11, 12]);

    expect((await presses({ which: '11', typed: 'Contoso' })).text).toContain('There is no such number here');
    await presses({ which: '2, 4-5', typed: 'Contoso' });
    expect(await approved()).toEqual([2, 4, 5, 11, 12]);
    expect(told).toHaveLength(5);
  });

  test.each(['u1@contoso.com', 'Contoso Ltd', ''])('wants the name of the customer, and not "%s"', async (typed) => {
    expect(await presses({ which: '1', typed })).toMatchObject({ tone: 'refused' });

    expect(await approved()).toEqual([]);
  });

  test('takes the name after the numbers from a chat with one line for everything', async () => {
    const line = '1, 3 Contoso';
    await presses({ which: line, typed: line, reason: line });

    expect(await approved()).toEqual([1, 3]);
    expect((await presses({ which: '2', typed: '2', reason: '2' })).text).not.toContain('that is not the name');
  });

  test('decides nothing by a card that shows something else than stands there', async () => {
    const digest = pageDigest(1, await listOf(batch, 'approve', parts()));
    await pool.query(`update app.approval set digest = $2 where id = $1`, [`B${count}-3:approve`, 'a'.repeat(64)]);
    await change(3, `{"digest": "${'a'.repeat(64)}"}`);

    const answer = await presses({ which: '1', typed: 'Contoso' }, { digest });

    expect(answer.text).toContain('This list has changed meanwhile');
    expect(answer.card).toBeDefined();
    expect(await approved()).toEqual([]);
  });

  test('decides no item whose name to type was changed behind the desk', async () => {
    await change(1, `{"batch": {"id": "${batch.id}", "position": 1, "phrase": "x"}}`);

    await presses({ which: '1', typed: 'x' });

    expect(await approved()).toEqual([]);
  });

  test('is no approval by an account that was linked today', async () => {
    const linked: Person = { ...sam, identities: [{ ...identity, proven: 'lately' }] };

    const answer = await presses({ which: '', typed: 'Contoso' }, { by: linked });

    expect(answer).toMatchObject({ tone: 'refused', text: expect.stringContaining('less than a day ago') });
    expect(await approved()).toEqual([]);
  });

  test('shows the list to nobody it was not shown to', async () => {
    const eve: Person = { ...sam, id: 'eve', name: 'Eve', roles: {} };

    expect(await presses({ which: '', typed: 'Contoso' }, { by: eve })).not.toHaveProperty('card');
    expect(await presses({ which: '' }, { by: eve, digest: 'f'.repeat(64) })).not.toHaveProperty('card');
    expect(await approved()).toEqual([]);
  });

  test('counts as one look, however many items it decides', async () => {
    await pool.query('truncate app.vote');
    await presses({ which: '', typed: 'Contoso' });

    const lately = await inTransaction(pool, (client) =>
      createApprovals(pool).votesLately(client, 'sam', ['sensitive'], '1m'),
    );

    expect(await approved()).toHaveLength(10);
    expect(lately).toBe(1);
  });

  describe('that hands it over', () => {
    const handed = async () => {
      const { rows } = await pool.query<{ position: number }>(
        `select (approval->'batch'->>'position')::int as position from app.approval
         where handed_to->'to'->>'id' = 'kim' and approval->'batch'->>'id' = $1 order by 1`,
        [batch.id],
      );
      return rows.map(({ position }) => position);
    };
    const lines = async () => {
      const { rows } = await pool.query(
        `select facts->>'approval' as id, facts->>'to' as to from app.audit
         where action = 'approval.handed-over' and facts->>'approval' like $1`,
        [`B${count}-%`],
      );
      return rows;
    };
    async function hands(to = 'kim', page = 1): Promise<PressAnswer> {
      const digest = pageDigest(page, await listOf(batch, 'approve', parts()));
      const data = { batch: batch.id, step: 'approve', page: String(page), digest };
      const pressed = { kind: 'pressed' as const, id: 'p', at: new Date(0).toISOString(), place, data };
      const from = { ...identity, shownName: 'Sam' };
      const fields = { which: '1', colleague: to };
      return handOverItems(
        { ...pressed, verb: 'hand-over-items', from, fields, on: { place, message: 'm' } },
        { ...sam, through: identity },
        parts() as Partial<DeskParts> as DeskParts,
      );
    }
    const stands = (position: number, state: string) =>
      pool.query('update app.approval set state = $2 where id = $1', [`B${count}-${position}:approve`, state]);

    beforeEach(async () => {
      people = [sam, kim];
      for (const page of [1, 2]) await createBatches(pool).shownOn(batch.id, 'approve', page, []);
    });

    test('tells whom it goes to of all that is open, on every page, and writes each item down', async () => {
      await stands(3, 'denied');

      expect(await hands('kim', 2)).toMatchObject({ tone: 'done', text: '1, 2, 4-12: Kim has it now.' });

      expect(chat.read('kim')).toEqual([
        expect.stringContaining('for 1 to 10 of 12'),
        expect.stringContaining('for 11 to 12 of 12'),
      ]);
      expect(await handed()).toEqual([1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
      expect(await lines()).toHaveLength(11);
      const pages = await createBatches(pool).pages(batch.id, 'approve');
      expect([...pages.values()].map((cards) => cards.length)).toEqual([1, 1]);
    });

    test('to the same one again is nothing new', async () => {
      await hands();
      expect(await hands()).toMatchObject({ tone: 'done', text: '1-12: Kim has it now.' });

      expect(chat.read('kim')).toHaveLength(2);
      expect(await lines()).toHaveLength(12);
    });

    test('shows whom it goes to that it is theirs', async () => {
      const told: string[] = [];
      const { platform } = chat;
      const direct: typeof platform.direct = async (to, message) => {
        told.push(JSON.stringify(message.card));
        return platform.direct(to, message);
      };
      chat = { ...chat, platform: { ...platform, direct } };

      await hands();

      expect(told[0]).toContain('Handed over to');
    });

    test('hands nothing to whom nobody reaches, and only what they were told of', async () => {
      chat.refuse(2, false);
      expect((await hands()).text).toBe(`1-12: ${NOT_REACHED}`);
      expect(await handed()).toEqual([]);

      meanwhile = async () => chat.refuse(2, false); // to rewrite the first page, and to tell of the second one
      expect(await hands()).toMatchObject({ tone: 'refused', text: `1-10: Kim has it now. 11, 12: ${NOT_REACHED}` });
      expect(await handed()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    });

    test('leaves what was decided while they were told, and they see it', async () => {
      meanwhile = async () => void (await stands(3, 'denied'));

      expect((await hands()).text).toContain('3: not open any more.');

      expect(await handed()).not.toContain(3);
      expect(chat.read('kim')[0]).toContain('3. u3@contoso.com: denied');
    });

    test('hands over nothing when nothing is open any more, or somebody changed it behind the desk', async () => {
      await change(1, '{"ticketId": "MSP-9"}');
      expect((await hands()).text).toMatch(/^1: not handed over\. This card does not show .* 2-12: Kim has it now\.$/);
      expect(await handed()).not.toContain(1);

      for (let position = 1; position <= SIZE; position++) await stands(position, 'denied');
      expect((await hands()).text).toBe('None of these is open any more.');
    });
  });
});
