import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Shown, sees, type TestChat } from '../fakes/chat.ts';
import { chats, hasGuests } from '../fakes/chats.ts';
import { describeWithDatabase } from '../fakes/database.ts';
import { startDesk, type TestDesk } from '../fakes/desk.ts';
import { longAgo, stateOf } from '../fakes/world.ts';

const names = /Sam|Kim|Tess|Otto/;

describeWithDatabase('a refusal', () => {
  describe.each(chats)('on %s', (name, startChat) => {
    let desk: TestDesk;
    let chat: TestChat;
    beforeAll(async () => {
      // Otto is an admin, and Kim is known to nobody on this chat.
      desk = await startDesk(startChat, {
        roster: ({ people, ...rest }) => ({
          ...rest,
          people: people.flatMap((person) => {
            if (person.id === 'kim') return [];
            return person.id === 'otto' ? { ...person, roles: { contoso: ['admin'] } } : person;
          }),
        }),
      });
      ({ chat } = desk);
    });
    afterAll(() => desk.stop());

    /** Asks for a reset in words that no other card shows, and finds Sam's card of it. */
    async function askedFor(words: string): Promise<Shown> {
      await longAgo(desk);
      await chat.says('ada', `I forgot my password, please reset it, ${words}`);
      return sees(chat, 'sam', ({ text }) => text.includes('Approval needed') && text.includes(words));
    }
    /** What somebody is told next. */
    async function told(deed: Promise<void>, who: Parameters<TestChat['says']>[0], fits: RegExp): Promise<Shown> {
      const before = new Set((await chat.seenBy(who)).map(({ id }) => id));
      await deed;
      return sees(chat, who, ({ id, text }) => !before.has(id) && fits.test(text));
    }

    test('names who can help and asks them, once an hour and without a word of the ticket', async () => {
      const card = await askedFor('the secret garden');
      await chat.presses('tess', 'Approve', card);
      const refused = await sees(
        chat,
        'tess',
        ({ text, buttons }) => text.includes('Only approvers of this customer') && buttons.includes('Ask them'),
      );

      const notice = await told(chat.presses('tess', 'Ask them', refused), 'sam', /asks whether you can/);

      expect(refused.text).toContain('Sam Carter can.');
      expect(notice.text).toMatch(/^Tess Novak asks whether you can decide a request \(MSP-\d+\)/);
      expect(notice.text).not.toContain('secret garden');
      expect(notice.where).toBe('direct');
      await sees(chat, 'tess', /I have told one person/);
      await chat.presses('tess', 'Approve', card);
      const again = await sees(chat, 'tess', ({ buttons }) => buttons.includes('Ask them'));
      await told(chat.presses('tess', 'Ask them', again), 'tess', /asked them already/);
      expect(await stateOf(desk, 'the secret garden')).toBe('pending');
    });

    test('troubles nobody about what was decided meanwhile', async () => {
      const card = await askedFor('the blue door');
      await chat.presses('otto', 'Approve', card);
      const refused = await sees(chat, 'otto', ({ buttons }) => buttons.includes('Ask them'));
      await chat.presses('sam', 'Deny', card);
      await expect.poll(() => stateOf(desk, 'the blue door')).toBe('denied');

      await told(chat.presses('otto', 'Ask them', refused), 'otto', /come to an end meanwhile/);

      const notices = (await chat.seenBy('sam')).filter(({ text }) => text.startsWith('Otto Berg asks'));
      expect(notices).toEqual([]);
    });

    test('of an admin is one too', async () => {
      const card = await askedFor('the winter coat');

      const { text } = await told(chat.presses('otto', 'Approve', card), 'otto', /Only approvers of this customer/);

      expect(text).toContain('Sam Carter');
      expect(await stateOf(desk, 'the winter coat')).toBe('pending');
    });

    test('of somebody from elsewhere names nobody, and asks nobody', async () => {
      const card = await askedFor('the forged button');

      // On Teams a stranger's tenant is turned away at the door, and Teams says so in words of its own.
      const answered = /another organisation|Something went wrong/;
      const { text, buttons } = await told(chat.presses('eve', 'Approve', card), 'eve', answered);

      expect(text).not.toMatch(names);
      expect(buttons).toEqual([]);
    });

    test('of somebody whom nobody has linked names nobody, says how to be linked, and asks for them', async () => {
      const refused = await told(chat.commands('kim', 'cost'), 'kim', /What this costs is shown to/);

      expect(refused.text).toContain('/msp link');
      expect(refused.text).not.toMatch(/Sam|Tess|Otto/);
      await told(chat.presses('kim', 'Ask them', refused), 'tess', /whom nobody has linked to a person yet/);
    });

    if (hasGuests(name))
      test('is what a guest gets, whatever desk.yaml says', async () => {
        const card = await askedFor('the hotel room');

        chat.becomes?.('sam', 'guest');
        const { text } = await told(chat.presses('sam', 'Approve', card), 'sam', /You are a guest on this chat/);

        expect(text).not.toMatch(/Kim|Tess|Otto/);
        expect(await stateOf(desk, 'the hotel room')).toBe('pending');
        await told(chat.commands('sam', 'cost'), 'sam', /You are a guest on this chat[\s\S]*What this costs/);
      });
  });
});
