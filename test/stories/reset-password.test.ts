import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sees } from '../fakes/chat.ts';
import { chats } from '../fakes/chats.ts';
import { describeWithDatabase } from '../fakes/database.ts';
import { startDesk, type TestDesk } from '../fakes/desk.ts';
import { verifies } from '../fakes/verifies.ts';
import { effectsOf } from '../fakes/world.ts';

describeWithDatabase('a password reset', () => {
  describe.each(chats)('on %s', (_, startChat) => {
    let desk: TestDesk;
    beforeAll(async () => {
      desk = await startDesk(startChat);
    });
    afterAll(() => desk.stop());

    test('is approved by somebody else, done once, and told to the one who asked', async () => {
      const { chat } = desk;
      await chat.says('ada', 'I forgot my password, please reset it');
      const card = await sees(chat, 'sam', 'Approval needed');

      await chat.presses('sam', 'Approve', card);

      const result = await sees(chat, 'ada', 'Resolved in');
      expect(result.text).toContain('ada@contoso.com');
      expect(await effectsOf(desk)).toEqual([{ operation: 'graph.resetPassword', state: 'done', attempt: 1 }]);
      const handOver = await sees(chat, 'ada', 'one-time password');
      expect(handOver.where).toBe('direct');
    });

    test('shows on the card who asks, for whom, for which customer, what runs, where each value came from, and until when', async () => {
      const { chat } = desk;
      await chat.commands('otto', 'reset-password ada@contoso.com');
      await verifies(chat, 'ada@contoso.com', 'ada');

      const { text } = await sees(chat, 'kim', /Approval needed[\s\S]*Otto Berg/);

      expect(text).toContain('Contoso');
      expect(text).toContain('Reset the password');
      expect(text).toMatch(/ada@contoso\.com.*looked up/);
      expect(text).toMatch(/Otto Berg.*otto@contoso\.com/);
      expect(text).toMatch(/For[\s\S]*ada@contoso\.com.*typed command/);
      expect(text).toMatch(/Risk.*High/);
      expect(text).toMatch(/Verified[\s\S]*The manager Kim Diaz confirmed it.*UTC/);
      expect(text).toMatch(/Expires.*UTC/);
    });

    test('is not done when it is denied, and the requester is told why', async () => {
      const { chat } = desk;
      await chat.says('otto', 'please reset my password, I have forgotten it');
      const card = await sees(chat, 'kim', /Approval needed[\s\S]*please reset my password/);
      const before = await effectsOf(desk);

      await chat.presses('kim', 'Deny', card, { reason: 'Call me first' });

      const answer = await sees(chat, 'otto', /Denied[\s\S]*Call me first/);
      expect(answer.text).toContain('Kim Diaz denied it: “Call me first”. Nothing was changed.');
      expect(answer.text).not.toContain('Demo mode');
      await sees(chat, 'otto', /Approve the reset – denied[\s\S]*Reset the password – not done/);
      expect(await effectsOf(desk)).toEqual(before);
      const decided = await sees(chat, 'sam', /Denied[\s\S]*Call me first/);
      expect(decided.buttons).toEqual([]);
    });
  });
});
