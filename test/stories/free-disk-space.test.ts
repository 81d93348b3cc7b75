import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Shown, sees } from '../fakes/chat.ts';
import { chats } from '../fakes/chats.ts';
import { describeWithDatabase } from '../fakes/database.ts';
import { startDesk, type TestDesk } from '../fakes/desk.ts';
import { outcomeOf } from '../fakes/world.ts';

describeWithDatabase('work that only a technician can do by hand', () => {
  describe.each(chats)('on %s', (_, startChat) => {
    let desk: TestDesk;
    beforeAll(async () => {
      desk = await startDesk(startChat);
    });
    afterAll(() => desk.stop());

    /** A full disk, up to where Tess is asked to clean it up. */
    async function cleanUpAsked(device: string): Promise<Shown> {
      const { chat } = desk;
      await chat.commands('ada', `free-disk-space ${device}`);
      const card = await sees(chat, 'sam', ({ text }) => text.includes('Approval needed') && text.includes(device));
      await chat.presses('sam', 'Approve', card);
      return sees(chat, 'tess', ({ text }) => text.includes('Please do this by hand') && text.includes(device));
    }

    test('is shown to technicians with all they need, and done when one of them says so', async () => {
      const { chat } = desk;
      const card = await cleanUpAsked('CONTOSO-PC-31');

      expect(card.text).toContain('Contoso');
      expect(card.text).toContain('Ada Lovelace');
      expect(card.text).toContain('2.4 GB free');
      expect(card.text).toContain('https://atera.example/devices/1017');
      expect(card.buttons).toEqual(['It is done', 'Could not be done']);
      expect(await outcomeOf(desk, 'CONTOSO-PC-31')).toBeNull();
      await chat.presses('tess', 'It is done', card);

      const result = await sees(chat, 'ada', /Resolved in[\s\S]*CONTOSO-PC-31/);
      expect(result.text).toContain('Tess Novak says that it is done. Before: 2.4 GB free. Now: 31.6 GB free.');
      const settled = await sees(
        chat,
        'tess',
        ({ text }) => text.includes('Tess Novak says') && text.includes('PC-31'),
      );
      expect(settled.buttons).toEqual([]);
    });

    test('that could not be done is never reported as done', async () => {
      const { chat } = desk;
      const card = await cleanUpAsked('CONTOSO-PC-32');

      await chat.presses('tess', 'Could not be done', card, { reason: 'The disk is broken' });

      const result = await sees(chat, 'ada', /With a technician[\s\S]*The disk is broken/);
      expect(result.text).toContain('Tess Novak could not do it: “The disk is broken”.');
      await expect.poll(() => outcomeOf(desk, 'CONTOSO-PC-32')).toBe('assigned');
    });

    test('waits through a restart, with its buttons', async () => {
      const { chat } = desk;
      const { id } = await cleanUpAsked('CONTOSO-PC-33');

      await desk.reopen();
      const isSame = (shown: Shown) => (chat.name === 'terminal' ? shown.text.includes('PC-33') : shown.id === id);
      const card = await sees(chat, 'tess', (shown) => isSame(shown) && shown.buttons.includes('It is done'));
      await chat.presses('tess', 'It is done', card);

      await sees(chat, 'ada', /Resolved in[\s\S]*CONTOSO-PC-33/);
    });
  });
});
