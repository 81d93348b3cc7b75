import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyDatabase } from '../../src/audit/verify-database.ts';
import type { PolicyRule } from '../../src/policy/rule.ts';
import { type Actor, type Shown, sees, type TestChat } from '../fakes/chat.ts';
import { chats } from '../fakes/chats.ts';
import { describeWithDatabase } from '../fakes/database.ts';
import { startDesk, type TestDesk } from '../fakes/desk.ts';
import { boundOnList, effectsOf } from '../fakes/world.ts';

const people = ['ada', 'sam', 'kim', 'tess', 'otto'] as const;

const SWITCH_OFF = ['graph.disableUser'];

/** Two people and a name for many; and no account is switched off twice a day. Switching off needs nobody verified. */
const policy = [
  { name: 'many are decided by two', when: { risk: 'sensitive', operations: SWITCH_OFF }, approvers: 2, typed: true },
  {
    name: 'once a day',
    when: { operations: SWITCH_OFF, beyond: { of: 'target', most: 1, within: '24h' } },
    refuse: 'This account was switched off today already.',
  },
] as const satisfies readonly PolicyRule[];

/** Sam, Kim and Otto approve, Tess is the technician. The account of Gone was switched off before. */
describeWithDatabase('requests that are asked for together', () => {
  describe.each(chats)('on %s', (_, startChat) => {
    let desk: TestDesk;
    let chat: TestChat;
    beforeAll(async () => {
      desk = await startDesk(startChat, {
        policy,
        roster: ({ people: usual, ...rest }) => ({
          ...rest,
          people: usual.map((person) =>
            person.id === 'otto' ? { ...person, roles: { contoso: ['approver'] } } : person,
          ),
        }),
      });
      ({ chat } = desk);
      // Teams reaches directly only those it has heard before.
      for (const who of people) await chat.whispersToBot(who, 'help');
      for (const who of people) await sees(chat, who, '/msp status');
    });
    afterAll(() => desk.stop());

    const list = (who: Actor, says = '3 requests'): Promise<Shown> =>
      sees(chat, who, ({ text, buttons }) => text.includes('3 requests') && text.includes(says) && buttons.length > 0);
    const states = async () => {
      const { rows } = await desk.database.query<{ state: string; target: string }>(
        `select approval->'target'->>'value' as target, state from app.approval
         where approval ? 'batch' order by id`,
      );
      return Object.fromEntries(rows.map(({ target, state }) => [target, state]));
    };
    const votes = async () => {
      const { rows } = await desk.database.query(
        `select from app.vote join app.approval on approval.id = approval_id where approval ? 'batch'`,
      );
      return rows;
    };

    test('are for technicians, of workflows that need one name, and 50 at most; a refusal opens nothing', async () => {
      await chat.commands('ada', 'bulk offboard-user ada@contoso.com, otto@contoso.com');
      await sees(chat, 'ada', 'Only technicians of this customer ask for many at once');
      for (const [asked, answer] of [
        ['assign-license ada@contoso.com, otto@contoso.com', 'needs more than one name'],
        ['dance ada@contoso.com, otto@contoso.com', 'I know no workflow'],
        ['offboard-user ada@contoso.com, ADA@contoso.com', 'names only one'],
        [
          `offboard-user ${Array.from({ length: 51 }, (_one, index) => `u${index}@contoso.com`).join(',')}`,
          'I take 50',
        ],
      ] as const) {
        await chat.commands('tess', `bulk ${asked}`);
        await sees(chat, 'tess', answer);
      }
      const { rows } = await desk.database.query('select from app.ticket');
      expect(rows).toEqual([]);
    });

    test('stand on one list, which says what ended before, and each needs two people because they are many', async () => {
      await chat.commands('tess', 'offboard-user gone@contoso.com');
      await chat.presses('sam', 'Approve', await sees(chat, 'sam', /Approval needed[\s\S]*gone@contoso\.com/));
      await expect.poll(async () => (await effectsOf(desk)).map(({ state }) => state)).toEqual(['done', 'done']);
      const done = await sees(chat, 'tess', /The account gone@contoso\.com is switched off/);
      expect(done.text).not.toMatch(/Why you|start it/);
      await chat.commands(
        'tess',
        'bulk offboard-user ada@contoso.com, kim@contoso.com gone@contoso.com ada@contoso.com',
      );

      const card = await list('sam', 'switched off today');
      await sees(chat, 'tess', 'ada@contoso.com stood there twice');
      expect(card.text).toMatch(/1\. ada@contoso\.com\s+open/);
      expect(card.text).toMatch(/3\. gone@contoso\.com\s+with a technician: This account was switched off today/);
      expect(card.text).toContain('account ada@contoso.com');
      expect(card.text).toContain('2 people for each of them');
      expect(card.text).toContain('To approve, type Contoso');
      const { rows } = await desk.database.query(
        `select approval->>'risk' as risk from app.approval where approval ? 'batch'`,
      );
      expect(rows).toEqual([{ risk: 'sensitive' }, { risk: 'sensitive' }]);
      expect((await chat.seenBy('sam')).filter(({ buttons }) => buttons.includes('Approve'))).toHaveLength(1);
    });

    test('are decided by nobody who may not, and not without the name', async () => {
      for (const who of ['ada', 'tess', 'eve'] as const) {
        await chat.forges(who, await list('sam'), {
          verb: 'approve-items',
          data: await boundOnList(desk),
          fields: { which: '', typed: 'Contoso' },
        });
      }
      await chat.presses('sam', 'Approve', await list('sam'), {});
      await sees(chat, 'sam', '1, 2: to approve, type Contoso');
      await chat.presses('sam', 'Approve', await list('sam'), { which: '1', typed: 'Fabrikam' });
      await sees(chat, 'sam', '1: that is not the name');
      await chat.presses('sam', 'Approve', await list('sam'), { which: 'the first', typed: 'Contoso' });
      await sees(chat, 'sam', 'Please write the numbers');
      await chat.presses('sam', 'Approve', await list('sam'), { which: '1-4', typed: 'Contoso' });
      await sees(chat, 'sam', 'There is no such number here');
      await desk.app.settled();

      expect(await votes()).toEqual([]);
      expect(await states()).toEqual({ 'ada@contoso.com': 'pending', 'kim@contoso.com': 'pending' });
    });

    test('are not decided by a card that shows something else', async () => {
      await chat.forges('sam', await list('sam'), {
        verb: 'approve-items',
        data: { ...(await boundOnList(desk)), digest: 'f'.repeat(64) },
        fields: { which: '1', typed: 'Contoso' },
      });

      await desk.app.settled();
      expect(await votes()).toEqual([]);
    });

    test('are handed over to nobody who may not decide them, nor by them', async () => {
      const card = await list('sam');
      const bound = await boundOnList(desk);
      const hands = (who: Actor, colleague: string, data: Readonly<Record<string, string>> = bound) =>
        chat.forges(who, card, { verb: 'hand-over-items', data, fields: { colleague } });

      for (const colleague of ['', 'ada', 'tess', 'eve', 'sam', 'nobody', '__proto__']) await hands('sam', colleague);
      for (const who of ['ada', 'tess', 'eve'] as const) await hands(who, 'otto');
      await hands('sam', 'otto', { ...bound, digest: 'f'.repeat(64) });
      await chat.presses('sam', 'Hand over', await list('sam'), {});
      await sees(chat, 'sam', 'Please choose first who shall decide it');
      await desk.app.settled();

      const { rows } = await desk.database.query(`select from app.approval where handed_to is not null`);
      expect(rows).toEqual([]);
      expect((await chat.seenBy('otto')).filter(({ buttons }) => buttons.includes('Hand over'))).toHaveLength(1);
    });

    test('are handed over to somebody by name, except what is about them, and everybody sees who has which', async () => {
      await chat.presses('sam', 'Hand over', await list('sam'), { colleague: 'kim' });

      await sees(chat, 'sam', '1: Kim Diaz has it now. 2: That must be somebody else who may decide this');
      for (const who of ['sam', 'kim', 'otto'] as const) await list(who, 'Kim Diaz: 1 (by Sam Carter)');
      const cards = (await chat.seenBy('kim')).filter(({ buttons }) => buttons.includes('Hand over'));
      expect(cards).toHaveLength(2);
      expect(cards.every(({ text }) => text.includes('Kim Diaz: 1 (by Sam Carter)'))).toBe(true);
    });

    test('are decided one by one: not their own by whoever is among them, and the answer says which', async () => {
      await chat.presses('kim', 'Approve', await list('kim'), { which: 'all', typed: 'Contoso' });
      const answer = await sees(chat, 'kim', '1: noted, and somebody else has to approve too');
      expect(answer.text).toContain('2: not decided. This is about your own account');
      await list('sam', 'approved by Kim Diaz so far');

      await chat.presses('sam', 'Approve', await list('sam', 'so far'), { which: '1', typed: 'Contoso' });
      await sees(chat, 'otto', ({ text }) => /1\. ada@contoso\.com\s+done/.test(text));
      const switchedOff = (await effectsOf(desk)).filter(({ operation }) => operation === 'graph.disableUser');
      expect(switchedOff).toMatchObject([{ state: 'done' }, { state: 'done' }]);
      expect(await states()).toEqual({ 'ada@contoso.com': 'approved', 'kim@contoso.com': 'pending' });
    });

    test('whoever asked is told once, when all have ended', async () => {
      await chat.presses('otto', 'Deny', await list('otto', 'done'), { which: '2', reason: 'Kim is on holiday' });

      const summary = await sees(chat, 'tess', '1 done, 1 denied, 1 with a technician');

      expect(summary.text).toContain('Switch off an account for 3');
      expect(summary.text).toContain('kim@contoso.com (MSP-3, denied)');
      await sees(chat, 'sam', /2\. kim@contoso\.com\s+denied: .*Kim is on holiday/);
      expect((await chat.seenBy('tess')).filter(({ text }) => text.includes('1 done, 1 denied'))).toHaveLength(1);
      const ends = (await chat.seenBy('tess')).filter(({ text }) => /Resolved in|denied it/.test(text));
      expect(ends.filter(({ text }) => !text.includes('MSP-1'))).toEqual([]);
      const { rows } = await desk.database.query<{ action: string }>(
        `select action from app.audit where action like 'approval.%' order by seq`,
      );
      expect(rows.map(({ action }) => action)).toEqual([
        ...['approval.asked', 'approval.approved'],
        'approval.asked',
        'approval.asked',
        'approval.handed-over',
        'approval.voted',
        'approval.approved',
        'approval.denied',
      ]);
      expect(await verifyDatabase(desk.database, { keys: new Map() })).toMatchObject({ flaws: [] });
    });
  });
});
