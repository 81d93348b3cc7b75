import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sees, type TestChat } from '../fakes/chat.ts';
import { chats } from '../fakes/chats.ts';
import { describeWithDatabase } from '../fakes/database.ts';
import { startDesk, type TestDesk } from '../fakes/desk.ts';
import { bodiesOf, effectsOf, outcomeOf, stateOf } from '../fakes/world.ts';

/** What chats take for markup, and what can't be seen. */
const markup = '*b* [x](y) <!channel> <@U1> <at>x</at> \u202Egpj.exe';
const asTyped = '*b* [x](y) <!channel> <@U1> <at>x</at> gpj.exe';
/** With a link nothing is automated, so only technicians see one. */
const link = '[contoso.com](https://evil.example)';

describeWithDatabase('what nobody should send', () => {
  describe.each(chats)('on %s', (_, startChat) => {
    let desk: TestDesk;
    let chat: TestChat;
    beforeAll(async () => {
      desk = await startDesk(startChat, {
        roster: ({ customers, people }, { platform, workspace, channel }) => ({
          people,
          customers: customers.map((customer) => ({ ...customer, chats: [{ platform, workspace, channel }] })),
        }),
      });
      ({ chat } = desk);
    });
    afterAll(() => desk.stop());

    test('ten thousand characters are a ticket, kept whole and shown cut', async () => {
      const words = longText('The projector flickers', 10_000);

      await chat.says('ada', words);

      const { text } = await sees(chat, 'tess', /Contoso[\s\S]*The projector flickers/);
      expect(text).toMatch(/… \([\d,]+ more characters\)/);
      expect(await bodiesOf(desk, 'The projector flickers')).toEqual([words]);
    });

    test('thirty thousand characters are refused with the reason, and open no ticket', async () => {
      await chat.says('ada', longText('The shredder jams', 30_000));

      const { text } = await sees(chat, 'ada', '30,000 characters');
      expect(text).toContain('I can take 20,000');
      expect(text).toContain('no ticket was opened');
      expect(await bodiesOf(desk, 'The shredder jams')).toEqual([]);
    });

    test('characters that can not be stored are left out, and the rest is a ticket', async () => {
      await chat.says('ada', 'The scanner\u0000 eats \ud800 paper');

      await sees(chat, 'tess', /Contoso[\s\S]*The scanner.? eats .* paper/);
      const [body = ''] = await bodiesOf(desk, 'The scanner');
      expect(body.isWellFormed()).toBe(true);
      expect(body).not.toContain('\u0000');
    });

    test('markup, mentions and turned text are words as they were typed, on the card of the approver', async () => {
      await chat.says('otto', `I forgot my password, please reset it. ${markup}`);

      const { text } = await sees(chat, 'sam', /Approval needed[\s\S]*gpj/);
      expect(onOneLine(text)).toContain(asTyped);
      expect(text).not.toContain('\u202E');
    });

    test('so they are on the card of the technician, and a link shows where it leads', async () => {
      await chat.says('ada', `The plotter draws circles. ${markup} ${link}`);

      const { text } = await sees(chat, 'tess', /Contoso[\s\S]*The plotter draws circles/);
      expect(onOneLine(text)).toContain(`${asTyped} ${link}`);
      expect(text).not.toContain('\u202E');
    });

    test('a message that says nothing is answered with help', async () => {
      await chat.commands('kim', '');

      await sees(chat, 'kim', '/msp status');
    });

    test('the same message again is the same ticket', async () => {
      await chat.says('ada', 'The doorbell rings twice');
      await sees(chat, 'tess', /Contoso[\s\S]*The doorbell rings twice/);

      await chat.deliversAgain();
      await desk.app.settled();

      expect(await bodiesOf(desk, 'The doorbell rings twice')).toHaveLength(1);
    });

    test('what came while the database was away is a ticket when it comes again', async () => {
      await desk.cable.cut();
      await chat.says('ada', 'The heating hisses');
      await desk.cable.mend();
      expect(await bodiesOf(desk, 'The heating hisses')).toEqual([]);

      await chat.deliversAgain();

      await sees(chat, 'tess', /Contoso[\s\S]*The heating hisses/);
      expect(await bodiesOf(desk, 'The heating hisses')).toHaveLength(1);
    });

    test('what the desk can not deal with is set aside, and whoever wrote it and the technicians are told', async () => {
      const { database } = desk;
      await database.query('alter table app.ticket rename to ticket_elsewhere');
      const told = await chat
        .says('ada', 'The ceiling drips')
        .then(() => sees(chat, 'ada', 'I could not deal with this'))
        .finally(() => database.query('alter table app.ticket_elsewhere rename to ticket'));

      expect(told.text).toContain('A technician has been told');
      await sees(chat, 'tess', /could not deal with something from Contoso[\s\S]*The ceiling drips/);
      const { rows } = await database.query(
        `select state from app.inbox where event->>'text' like '%The ceiling drips'`,
      );
      expect(rows).toEqual([{ state: 'set-aside' }]);
    });

    test('a place that belongs to no customer is told who can help, and gets no ticket', async () => {
      await chat.whispersToBot('otto', 'The window is stuck');

      const { text } = await sees(chat, 'otto', 'does not belong to a customer');
      expect(text).toContain('An admin can add it');
      expect(await bodiesOf(desk, 'The window is stuck')).toEqual([]);
    });

    test('somebody who is not linked can ask, and can not approve', async () => {
      await chat.says('eve', 'The fountain is dry');
      await chat.says('ada', 'I forgot my password, please reset it, blue fountain');
      const card = await sees(chat, 'sam', /Approval needed[\s\S]*blue fountain/);
      const before = (await effectsOf(desk)).filter(({ operation }) => operation === 'graph.resetPassword');

      await chat.presses('eve', 'Approve', card);

      await expect.poll(() => outcomeOf(desk, 'The fountain is dry'), { timeout: 10_000 }).toBe('assigned');
      await desk.app.settled();
      expect(await stateOf(desk, 'blue fountain')).toBe('pending');
      const after = (await effectsOf(desk)).filter(({ operation }) => operation === 'graph.resetPassword');
      expect(after).toEqual(before);
    });
  });

  // A console has no message without words: an empty line is none.
  test.each(chats.filter(([name]) => name !== 'terminal'))(
    'to call the bot on %s and say nothing is to ask for help',
    async (_, startChat) => {
      const desk = await startDesk(startChat);

      await desk.chat.says('ada', '  ');

      await sees(desk.chat, 'ada', '/msp status');
      await desk.stop();
    },
  );
});

/** So many characters that begin with these. */
function longText(beginning: string, length: number): string {
  return `${beginning} ${'and so on '.repeat(length / 10)}`.slice(0, length - 1).concat('!');
}

function onOneLine(text: string): string {
  return text.replace(/[\s⏎]+/g, ' ');
}
