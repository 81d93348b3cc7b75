import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sees } from '../fakes/chat.ts';
import { chats } from '../fakes/chats.ts';
import { describeWithDatabase } from '../fakes/database.ts';
import { startDesk, type TestDesk } from '../fakes/desk.ts';
import { effectsOf, outcomeOf } from '../fakes/world.ts';

describeWithDatabase('what nothing is automated for', () => {
  describe.each(chats)('on %s', (_, startChat) => {
    let desk: TestDesk;
    beforeAll(async () => {
      desk = await startDesk(startChat);
    });
    afterAll(() => desk.stop());

    test('goes to a technician, with everything needed to begin', async () => {
      const { chat } = desk;

      await chat.says('ada', 'The coffee machine in the kitchen hums a strange tune since Monday');

      const handedOver = await sees(chat, 'tess', /Ada Lovelace[\s\S]*coffee machine/);
      expect(handedOver.text).toContain('Ada Lovelace');
      expect(handedOver.text).toContain('Contoso');
      await sees(chat, 'ada', 'With a technician');
      await expect.poll(() => outcomeOf(desk, 'coffee machine')).toBe('assigned');
      expect((await chat.seenBy('sam')).some(({ text }) => text.includes('Approval needed'))).toBe(false);
    });

    test('a phishing report is escalated and nothing is automated, whatever it asks for', async () => {
      const { chat } = desk;
      const before = (await effectsOf(desk)).filter(({ operation }) => operation.startsWith('graph.'));

      await chat.says(
        'ada',
        'I clicked a link in a strange mail that told me to reset my password, and typed it there',
      );

      await sees(chat, 'ada', 'Escalated');
      await sees(chat, 'tess', /strange mail/);
      await expect.poll(() => outcomeOf(desk, 'strange mail')).toBe('escalated');
      const after = (await effectsOf(desk)).filter(({ operation }) => operation.startsWith('graph.'));
      expect(after).toEqual(before);
      expect((await chat.seenBy('sam')).some(({ text }) => text.includes('Approval needed'))).toBe(false);
    });

    test('so does what breaks inside the desk, and nobody is told of its innards', async () => {
      const { chat, database } = desk;
      await database.query('alter table app.approval rename to approval_elsewhere');

      const told = await chat
        .says('ada', 'I forgot my password, please reset it, green lantern')
        .then(() => sees(chat, 'ada', 'This did not work'))
        .finally(() => database.query('alter table app.approval_elsewhere rename to approval'));

      expect(told.text).toContain('Something went wrong inside the desk. Nothing was changed.');
      expect(told.text).toContain('A technician has the ticket');
      const { text } = await sees(chat, 'tess', /Contoso[\s\S]*green lantern/);
      expect(`${told.text} ${text}`).not.toMatch(/relation|approval_elsewhere|does not exist/);
    });
  });
});
