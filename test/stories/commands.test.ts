import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Actor, type Shown, sees, type TestChat } from '../fakes/chat.ts';
import { chats } from '../fakes/chats.ts';
import { describeWithDatabase } from '../fakes/database.ts';
import { startDesk, type TestDesk } from '../fakes/desk.ts';
import { effectsOf, holdingUp, outcomeOf } from '../fakes/world.ts';

describeWithDatabase('commands', () => {
  describe.each(chats)('on %s', (_, startChat) => {
    let desk: TestDesk;
    let chat: TestChat;
    beforeAll(async () => {
      // The help channel is Contoso's, everything else is Fabrikam's, where Kim is the technician.
      desk = await startDesk(startChat, {
        roster: ({ customers, people }, { platform, workspace, channel }) => ({
          customers: [
            ...customers.map((contoso) => ({ ...contoso, chats: [{ platform, workspace, channel }] })),
            { id: 'fabrikam', name: 'Fabrikam', chats: [{ platform, workspace }], desk: [], modes: {} },
          ],
          people: people.map((person) =>
            person.id === 'kim' ? { ...person, roles: { contoso: ['approver'], fabrikam: ['technician'] } } : person,
          ),
        }),
      });
      ({ chat } = desk);
    });
    afterAll(() => desk.stop());

    /** What somebody sees next that they did not see before. */
    async function answer(deed: Promise<void>, who: Actor, fits: RegExp): Promise<Shown> {
      const before = new Set((await chat.seenBy(who)).map(({ id }) => id));
      await deed;
      return sees(chat, who, ({ id, text }) => !before.has(id) && fits.test(text));
    }
    /** Hands a ticket to the technicians and says its number. */
    async function ticketOf(who: Actor, words: string): Promise<string> {
      await chat.says(who, words);
      const { text } = await sees(chat, 'tess', ({ text: seen }) => seen.includes('Contoso') && seen.includes(words));
      return numberIn(text);
    }

    test('help lists them, and what is done by itself', async () => {
      const { text } = await answer(chat.commands('ada', 'help'), 'ada', /\/msp/);

      for (const command of [
        '/msp ticket <what is wrong>',
        '/msp reset-password <account>',
        '/msp free-disk-space <device>',
        '/msp assign-license <account> <license>',
        '/msp onboard-user <account> <country> <name>',
        '/msp dry-run <workflow> …',
        '/msp correct <ticket> <category>',
        '/msp status [ticket]',
        '/msp help',
      ]) {
        expect(text).toContain(command);
      }
      expect(text).toContain('Gives an account a new one-time password');
    });

    test.each(['dry-run <workflow>', 'bulk <workflow> <target>, <target>', 'undo <ticket>'])(
      'one without what it is about is answered with how it is written: %s',
      async (usage) => {
        const [word = ''] = usage.split(' ');

        const { text } = await answer(chat.commands('tess', word), 'tess', /Something is missing/);

        expect(text).toContain(`/msp ${usage}`);
      },
    );

    test('one that is unknown is named, and help is offered', async () => {
      const { text } = await answer(chat.commands('ada', 'frobnicate the server'), 'ada', /do not know that command/);

      expect(text).toContain('/msp help');
      expect(text).toContain('frobnicate');
    });

    test('ticket opens one in the words that follow', async () => {
      await chat.commands('ada', 'ticket The curtain in room 5 does not close');

      await sees(chat, 'tess', /Contoso[\s\S]*The curtain in room 5 does not close/);
      await expect.poll(() => outcomeOf(desk, 'The curtain in room 5'), { timeout: 10_000 }).toBe('assigned');
    });

    test('status shows people their own tickets, and a technician all of the customer', async () => {
      const adas = await ticketOf('ada', 'The chair of Ada squeaks');
      const ottos = await ticketOf('otto', 'The desk of Otto wobbles');

      const seenByOtto = await answer(chat.commands('otto', 'status'), 'otto', /Where things are/);
      const seenByTess = await answer(chat.commands('tess', 'status'), 'tess', /Where things are/);

      expect(seenByOtto.text).toContain(ottos);
      expect(seenByOtto.text).not.toContain(adas);
      expect(seenByTess.text).toContain(adas);
      expect(seenByTess.text).toContain(ottos);
      expect([seenByOtto.where, seenByTess.where]).not.toContain('channel');
    });

    test('one that is delivered again while it is dealt with is answered once', async () => {
      const answers = async () =>
        (await chat.seenBy('ada')).filter(({ text }) => /no ticket of yours/.test(text)).length;
      const before = await answers();

      await holdingUp(desk, 'app.ticket', async () => {
        await chat.commands('ada', 'status MSP-777777');
        await chat.deliversAgain();
      });

      await desk.app.settled();
      expect(await answers()).toBe(before + 1);
    });

    test('status of one ticket is for its requester and for those who look after the customer', async () => {
      const adas = await ticketOf('ada', 'The lamp of Ada flickers');

      const own = await answer(chat.commands('ada', `status ${adas}`), 'ada', /Where things are/);
      const strange = await answer(chat.commands('otto', `status ${adas}`), 'otto', /no ticket of yours/);
      const missing = await answer(chat.commands('otto', 'status MSP-999999'), 'otto', /no ticket of yours/);

      expect(own.text).toContain(adas);
      expect(wordsOf(strange.text, adas)).toBe(wordsOf(missing.text, 'MSP-999999'));
    });

    test('nobody sees the tickets of another customer, by list or by number', async () => {
      await chat.whispersToBot('otto', 'The gate of the yard is locked');
      const theirs = numberIn((await sees(chat, 'kim', /Fabrikam[\s\S]*The gate of the yard is locked/)).text);
      const ours = await ticketOf('otto', 'The door of the vault is open');

      const list = await answer(chat.commands('tess', 'status'), 'tess', /Where things are/);
      await answer(chat.commands('tess', `status ${theirs}`), 'tess', /no ticket of yours/);
      const elsewhere = await answer(chat.whispersToBot('kim', '/msp status'), 'kim', /Where things are/);

      expect(list.text).toContain(ours);
      expect(list.text).not.toContain(theirs);
      expect(elsewhere.text).toContain(theirs);
      expect(elsewhere.text).not.toContain(ours);
    });

    test('reset-password for somebody whom nobody could give it to goes to a technician, and nobody is asked to approve', async () => {
      await chat.commands('ada', 'reset-password ghost@contoso.com');

      await sees(chat, 'tess', /Contoso[\s\S]*ghost@contoso\.com/);
      const { text } = await sees(chat, 'ada', /With a technician[\s\S]*ghost@contoso\.com/);
      expect(text).toContain('An admin can say so in desk.yaml');
      const cards = (await chat.seenBy('sam')).filter(({ text: seen }) => /Approval needed[\s\S]*ghost/.test(seen));
      expect(cards).toEqual([]);
      const operations = (await effectsOf(desk)).map(({ operation }) => operation);
      expect(operations).not.toContain('graph.resetPassword');
    });

    test('what is missing is asked, also across a restart, and the answer is what runs', async () => {
      await chat.says('ada', 'My disk is full, please free some space');
      await sees(chat, 'ada', 'Which device is full?');

      await desk.reopen();
      const question = await sees(
        chat,
        'ada',
        ({ text, buttons }) => text.includes('Which device is full?') && buttons.includes('Answer'),
      );
      await chat.presses('ada', 'Answer', question, { answer: 'CONTOSO-PC-17' });

      const card = await sees(chat, 'sam', /Approval needed[\s\S]*CONTOSO-PC-17/);
      expect(card.text).toMatch(/CONTOSO-PC-17.*answer/);
      await chat.presses('sam', 'Approve', card);
      await sees(chat, 'tess', /Please do this by hand[\s\S]*CONTOSO-PC-17/);
      expect((await effectsOf(desk)).at(-1)).toMatchObject({ operation: 'atera.runDiskCleanup', state: 'done' });
    });
  });
});

function numberIn(text: string): string {
  const [number] = /MSP-\d+/.exec(text) ?? [];
  if (!number) throw new Error(`There is no ticket number in: ${text}`);
  return number;
}

/** An answer without the number it was asked for. */
function wordsOf(text: string, number: string): string {
  return text.replaceAll(number, 'MSP-?');
}
