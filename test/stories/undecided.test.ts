import { afterEach, describe, expect, test } from 'vitest';
import { type Actor, sees } from '../fakes/chat.ts';
import { chats } from '../fakes/chats.ts';
import { describeWithDatabase } from '../fakes/database.ts';
import { startDesk, type TestDesk } from '../fakes/desk.ts';
import { startSlack } from '../fakes/slack.ts';
import { approvalsOf, effectsOf } from '../fakes/world.ts';

type Options = Parameters<typeof startDesk>[1];

/** Kim is asked only when Sam has not decided after half of the time. */
const secondLine: Options = {
  roster: ({ customers, ...rest }) => ({
    ...rest,
    customers: customers.map((customer) => ({ ...customer, escalation: { to: ['kim'], after: 'half' } })),
  }),
};

describeWithDatabase('an approval that nobody gives', () => {
  let desk: TestDesk;
  afterEach(() => desk.stop());

  const seen = async (who: Actor, words: string | RegExp) =>
    (await desk.chat.seenBy(who)).filter(({ text }) =>
      typeof words === 'string' ? text.includes(words) : words.test(text),
    );

  describe.each(chats)('on %s', (_, startChat) => {
    test('is remembered at half time, comes to the second line, expires, and everybody is told', async () => {
      desk = await startDesk(startChat, { ...secondLine, approvalsExpireIn: '6s' });
      const { chat } = desk;
      for (const who of ['sam', 'kim', 'tess'] as const) await chat.whispersToBot(who, 'help');
      for (const who of ['sam', 'kim', 'tess'] as const) await sees(chat, who, '/msp status');

      await chat.says('ada', 'I forgot my password and can not sign in');
      const card = await sees(chat, 'sam', 'Approval needed');
      const [{ id: approval, digest } = { id: '', digest: '' }] = await approvalsOf(desk, 'ada@contoso.com');
      const approves = (who: Actor) => chat.forges(who, card, { verb: 'approve', data: { approval, digest } });
      await approves('kim');
      await desk.app.settled();
      expect(await seen('kim', 'Approval needed')).toEqual([]);
      expect(await approvalsOf(desk, 'ada@contoso.com')).toMatchObject([{ state: 'pending', asked: ['sam'] }]);

      const reminder = await sees(chat, 'sam', 'Still waiting for approval');
      expect(reminder.text).toMatch(/[1-3] s left: Reset the password for ada@contoso\.com at Contoso/);
      await sees(chat, 'kim', 'Approval needed');
      const answer = await sees(chat, 'ada', 'Expired without a decision');
      expect(answer.text).toContain('Nothing was changed');
      for (const who of ['sam', 'kim', 'tess'] as const)
        await sees(chat, who, /Nobody decided in time: Reset the pass/);
      for (const who of ['sam', 'kim'] as const)
        expect((await sees(chat, who, 'Expired without a decision')).buttons).toEqual([]);
      expect(await seen('sam', 'Still waiting for approval')).toHaveLength(1);
      await approves('sam');
      await desk.app.settled();
      expect(await approvalsOf(desk, 'ada@contoso.com')).toMatchObject([
        { state: 'expired', lines: ['approval.asked', 'approval.escalated', 'approval.expired'] },
      ]);
      expect(await effectsOf(desk)).toEqual([]);
    });
  });

  test('is remembered once, whatever is restarted', async () => {
    desk = await startDesk(startSlack, { approvalsExpireIn: '8s' });
    const { chat } = desk;
    await chat.says('ada', 'I forgot my password and can not sign in');
    await sees(chat, 'sam', 'Approval needed');

    await desk.reopen();
    await sees(chat, 'sam', 'Still waiting for approval');
    await desk.reopen();
    await sees(chat, 'ada', 'Expired without a decision');

    expect(await seen('sam', 'Still waiting for approval')).toHaveLength(1);
    expect(await seen('kim', 'Still waiting for approval')).toHaveLength(1);
  });
});
