import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PolicyRule } from '../../src/policy/rule.ts';
import { type Actor, type Shown, sees, type TestChat } from '../fakes/chat.ts';
import { chats } from '../fakes/chats.ts';
import { describeWithDatabase } from '../fakes/database.ts';
import { startDesk, type TestDesk } from '../fakes/desk.ts';

const people = ['sam', 'kim', 'tess'] as const;

const policy = [
  { name: 'switched off soon or not', when: { operations: ['graph.disableUser'] }, expires: '8s' },
] as const satisfies readonly PolicyRule[];

describeWithDatabase('a list that nobody decides to its end', () => {
  describe.each(chats)('on %s', (_, startChat) => {
    let desk: TestDesk;
    let chat: TestChat;
    beforeAll(async () => {
      desk = await startDesk(startChat, { policy });
      ({ chat } = desk);
      // Teams reaches directly only those it has heard before.
      for (const who of people) await chat.whispersToBot(who, 'help');
      for (const who of people) await sees(chat, who, '/msp status');
    });
    afterAll(() => desk.stop());

    const seen = async (who: Actor, words: string) =>
      (await chat.seenBy(who)).filter(({ text }) => text.includes(words)).map(({ text }) => text);
    const list = (who: Actor, account: string): Promise<Shown> =>
      sees(chat, who, ({ text, buttons }) => text.includes(account) && buttons.length > 0);

    test('is remembered once, at half time, with what is still open; one that is decided is not', async () => {
      await chat.commands('tess', 'bulk offboard-user mio@contoso.com, pia@contoso.com');
      await chat.presses('sam', 'Deny', await list('sam', 'mio@contoso.com'));
      await sees(chat, 'tess', '2 denied');
      await chat.commands('tess', 'bulk offboard-user ada@contoso.com, otto@contoso.com, lin@contoso.com');
      await chat.presses('sam', 'Deny', await list('sam', 'lin@contoso.com'), { which: '2' });

      for (const who of ['sam', 'kim'] as const) await sees(chat, who, 'Still waiting for approval');

      await sees(chat, 'tess', '1 denied, 2 expired without a decision');
      for (const who of ['sam', 'kim'] as const)
        expect(await seen(who, 'Still waiting')).toEqual([
          expect.stringMatching(
            /Still waiting for approval, [1-4] s left: Switch off an account for 2 of 3 \(1, 3\) at Contoso\. Sam Carter or Kim Diaz can decide\./,
          ),
        ]);
    });
  });
});
