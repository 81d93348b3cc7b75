import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyDatabase } from '../../src/audit/verify-database.ts';
import type { PolicyRule } from '../../src/policy/rule.ts';
import { type Actor, type Shown, sees, type TestChat } from '../fakes/chat.ts';
import { chats } from '../fakes/chats.ts';
import { describeWithDatabase } from '../fakes/database.ts';
import { startDesk, type TestDesk } from '../fakes/desk.ts';
import { startSlack } from '../fakes/slack.ts';
import { approvalsOf, boundOnList } from '../fakes/world.ts';

const people = ['sam', 'kim', 'tess'] as const;

const policy = [
  { name: 'switched off soon or not', when: { operations: ['graph.disableUser'] }, expires: '8s' },
] as const satisfies readonly PolicyRule[];

/** Kim is asked only when Sam has not decided after half of the time. */
describeWithDatabase('a list that nobody decides to its end', () => {
  describe.each(chats)('on %s', (_, startChat) => {
    let desk: TestDesk;
    let chat: TestChat;
    beforeAll(async () => {
      desk = await startDesk(startChat, {
        policy,
        roster: ({ customers, ...rest }) => ({
          ...rest,
          customers: customers.map((customer) => ({ ...customer, escalation: { to: ['kim'], after: 'half' } })),
        }),
      });
      ({ chat } = desk);
      // Teams reaches directly only those it has heard before.
      for (const who of people) await chat.whispersToBot(who, 'help');
      for (const who of people) await sees(chat, who, '/msp status');
    });
    afterAll(() => desk.stop());

    const seen = async (who: Actor, words: string | RegExp) =>
      (await chat.seenBy(who)).filter(({ text }) => text.search(words) >= 0).map(({ text }) => text);
    const list = (who: Actor, account: string, says = ''): Promise<Shown> =>
      sees(chat, who, ({ text, buttons }) => text.includes(account) && text.includes(says) && buttons.length > 0);

    test('is for the first line alone until half of its time, whatever the second one tries', async () => {
      await chat.commands('tess', 'bulk offboard-user mio@contoso.com, pia@contoso.com');
      await chat.presses('sam', 'Deny', await list('sam', 'mio@contoso.com'));
      await sees(chat, 'tess', '2 denied');
      await chat.commands(
        'tess',
        'bulk offboard-user ada@contoso.com, otto@contoso.com, lin@contoso.com, uma@contoso.com',
      );
      const card = await list('sam', 'lin@contoso.com');

      await chat.forges('kim', card, { verb: 'approve-items', data: await boundOnList(desk), fields: { which: '1' } });
      await chat.presses('sam', 'Deny', card, { which: '2' });
      await list('sam', 'lin@contoso.com', 'denied');

      expect(await approvalsOf(desk, 'ada@contoso.com')).toMatchObject([{ state: 'pending', asked: ['sam'] }]);
      expect(await seen('kim', 'lin@contoso.com')).toEqual([]);
    });

    test('comes to the second line then, once, and everybody is remembered once of what is open', async () => {
      await list('kim', 'lin@contoso.com', 'denied');

      for (const who of ['sam', 'kim'] as const) {
        await sees(chat, who, 'Still waiting for approval');
        expect(await seen(who, 'Still waiting')).toEqual([
          expect.stringMatching(
            /[1-4] s left: Switch off an account for 3 of 4 \(1, 3, 4\) at Contoso\. Sam Carter or Kim Diaz can decide\./,
          ),
        ]);
        expect(await seen(who, 'Approval needed: 4 requests')).toHaveLength(1);
      }
    });

    test('is decided by the second line as by the first, and what nobody decides expires', async () => {
      await chat.presses('kim', 'Approve', await list('kim', 'lin@contoso.com'), { which: '3' });
      await sees(chat, 'sam', /3\. lin@contoso\.com\s+(approved by Kim Diaz|done)/);

      await sees(chat, 'tess', '1 done, 1 denied, 2 expired without a decision');
      const asked = ['approval.asked', 'approval.escalated'];
      expect(await approvalsOf(desk, 'lin@contoso.com')).toMatchObject([{ lines: [...asked, 'approval.approved'] }]);
      expect(await approvalsOf(desk, 'ada@contoso.com')).toMatchObject([{ lines: [...asked, 'approval.expired'] }]);
      for (const who of ['sam', 'kim'] as const) {
        await sees(chat, who, 'Nobody decided in time:');
        expect(await seen(who, 'Nobody decided in time:')).toEqual([
          expect.stringContaining(
            'Switch off an account for 2 of 4 (1, 4) at Contoso, asked by Tess Novak. Nothing was changed for them. Tess',
          ),
        ]);
        expect(await seen(who, 'Still waiting')).toHaveLength(1);
        expect(await seen(who, /1\. ada@contoso\.com\s+expired/)).toHaveLength(1);
      }
      expect(await verifyDatabase(desk.database, { keys: new Map() })).toMatchObject({ flaws: [] });
    });
  });

  test('is remembered once, and its end is told once, whatever is restarted', async () => {
    const [{ name, when }] = policy;
    const desk = await startDesk(startSlack, { policy: [{ name, when, expires: '6s' }] });
    const { chat, database } = desk;
    const told = async (words: string) => (await chat.seenBy('sam')).filter(({ text }) => text.includes(words));
    await chat.commands('tess', 'bulk offboard-user ada@contoso.com, lin@contoso.com');
    await sees(chat, 'sam', 'Approval needed: 2 requests');

    await desk.reopen();
    await sees(chat, 'sam', 'Still waiting for approval');
    const half = 'approve-switching-off: half of the time';
    const journalled = () => database.query('select from dbos.operation_outputs where function_name = $1', [half]);
    await expect.poll(async () => (await journalled()).rowCount, { timeout: 10_000 }).toBe(2);
    await desk.reopen();

    await sees(chat, 'tess', '2 expired without a decision');
    await sees(chat, 'sam', 'for all 2 at Contoso, asked by Tess Novak');
    expect(await told('Still waiting')).toHaveLength(1);
    expect(await told('Nobody decided in time:')).toHaveLength(1);
    await desk.stop();
  });
});
