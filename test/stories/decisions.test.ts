import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Shown, sees, type TestChat } from '../fakes/chat.ts';
import { chats } from '../fakes/chats.ts';
import { describeWithDatabase } from '../fakes/database.ts';
import { startDesk, type TestDesk } from '../fakes/desk.ts';
import { verifies } from '../fakes/verifies.ts';
import { effectsOf, stateOf } from '../fakes/world.ts';

describeWithDatabase('an approval', () => {
  describe.each(chats)('on %s', (_, startChat) => {
    let desk: TestDesk;
    let chat: TestChat;
    beforeAll(async () => {
      desk = await startDesk(startChat, {
        roster: ({ people, ...rest }) => ({
          ...rest,
          people: people.map((person) =>
            person.id === 'ada' ? { ...person, roles: { contoso: ['approver'] } } : person,
          ),
        }),
      });
      ({ chat } = desk);
    });
    afterAll(() => desk.stop());

    /** Asks for a reset in words that no other card shows, and finds Sam's card of it. */
    async function askedFor(words: string, who: 'ada' | 'otto' = 'ada'): Promise<Shown> {
      await chat.says(who, `I forgot my password, please reset it, ${words}`);
      return sees(chat, 'sam', ({ text }) => text.includes('Approval needed') && text.includes(words));
    }

    test('is refused to the one who asked, who is told who can help, and can still be given by somebody else', async () => {
      await askedFor('reading glasses');
      const own = await sees(
        chat,
        'ada',
        ({ text }) => text.includes('Approval needed') && text.includes('reading glasses'),
      );

      await chat.presses('ada', 'Approve', own);

      const refusal = await sees(chat, 'ada', 'You asked for this yourself');
      expect(refusal.text).toContain('Sam Carter or Kim Diaz');
      expect(await stateOf(desk, 'reading glasses')).toBe('pending');
      const card = await sees(
        chat,
        'sam',
        ({ text }) => text.includes('reading glasses') && text.includes('Approval needed'),
      );
      await chat.presses('sam', 'Approve', card);
      await sees(chat, 'ada', /Resolved in/);
    });

    test('is refused to somebody without the role, and stays open', async () => {
      const card = await askedFor('garden chair');

      await chat.presses('tess', 'Approve', card);

      await sees(chat, 'tess', 'Only approvers of this customer');
      expect(await stateOf(desk, 'garden chair')).toBe('pending');
    });

    test('is refused to somebody from elsewhere, and stays open', async () => {
      const card = await askedFor('paper kite');

      await chat.presses('eve', 'Approve', card);

      await expect.poll(() => stateOf(desk, 'paper kite')).toBe('pending');
      expect(await effectsOf(desk)).not.toContainEqual(expect.objectContaining({ state: 'started' }));
    });

    test('is refused to the person whose account it is about', async () => {
      await chat.commands('otto', 'reset-password sam@contoso.com');
      await verifies(chat, 'sam@contoso.com', 'sam');
      const card = await sees(chat, 'sam', /Approval needed[\s\S]*sam@contoso\.com/);

      await chat.presses('sam', 'Approve', card);

      await sees(chat, 'sam', 'about your own account');
    });

    test('of two clicks at the same time one wins, and the other is told', async () => {
      const samsCard = await askedFor('two clicks');
      const kimsCard = await sees(
        chat,
        'kim',
        ({ text }) => text.includes('two clicks') && text.includes('Approval needed'),
      );
      const before = (await effectsOf(desk)).length;

      await Promise.all([
        chat.presses('sam', 'Approve', samsCard),
        chat.presses('kim', 'Deny', kimsCard, { reason: 'no' }),
      ]);

      // At a console one line comes after the other: the second button may be gone before it is pressed, and its card says why.
      const decided = (who: 'sam' | 'kim') =>
        chat.name === 'terminal' ? [sees(chat, who, /(Approved|Denied)[\s\S]*two clicks/)] : [];
      const loser = await Promise.any([
        ...[sees(chat, 'sam', 'has already'), sees(chat, 'kim', 'has already')],
        ...[...decided('sam'), ...decided('kim')],
      ]);
      expect(loser.text).toMatch(/(Sam Carter|Kim Diaz) has already (approved|denied) this|By (Sam Carter|Kim Diaz)/);
      const state = await stateOf(desk, 'two clicks');
      await desk.app.settled();
      await expect.poll(async () => (await effectsOf(desk)).length - before).toBe(state === 'approved' ? 1 : 0);
    });

    test('delivered twice is one decision', async () => {
      const card = await askedFor('delivered twice');
      const before = (await effectsOf(desk)).length;

      await chat.presses('sam', 'Approve', card);
      await chat.deliversAgain();

      await expect.poll(() => stateOf(desk, 'delivered twice')).toBe('approved');
      await expect.poll(async () => (await effectsOf(desk)).length - before).toBe(1);
    });
  });
});

describeWithDatabase('an approval that nobody gives', () => {
  test.each(chats)('expires on %s, and everybody is told', async (_, startChat) => {
    const desk = await startDesk(startChat, { approvalsExpireIn: '1s' });
    const { chat } = desk;

    await chat.says('ada', 'I forgot my password and can not sign in');
    const card = await sees(chat, 'sam', 'Approval needed');

    const answer = await sees(chat, 'ada', 'Expired without a decision');
    expect(answer.text).toContain('Nothing was changed');
    const late = await sees(chat, 'sam', 'Expired without a decision');
    expect(late.buttons).toEqual([]);
    await chat.presses('sam', 'Approve', card).catch(() => {}); // the terminal's dead button can't even be pressed
    expect(await stateOf(desk, 'forgot my password')).toBe('expired');
    expect(await effectsOf(desk)).toEqual([]);
    await desk.stop();
  });
});
