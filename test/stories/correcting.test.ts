import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { believing } from '../fakes/beliefs.ts';
import { type Actor, type Shown, sees, type TestChat } from '../fakes/chat.ts';
import { chats } from '../fakes/chats.ts';
import { describeWithDatabase } from '../fakes/database.ts';
import { startDesk, type TestDesk } from '../fakes/desk.ts';
import { outcomeOf } from '../fakes/world.ts';

const printer = {
  category: 'printer_issue',
  confidence: 60,
  alternatives: [
    { category: 'network_issue', confidence: 25 },
    { category: 'disk_cleanup', confidence: 10 },
  ],
} as const;

/** Who takes a ticket says what it really is, with one click, and that is kept. */
describeWithDatabase('a ticket that was taken for something else', () => {
  describe.each(chats)('on %s', (_, startChat) => {
    let desk: TestDesk;
    let chat: TestChat;
    beforeAll(async () => {
      desk = await startDesk(startChat, {
        classify: believing({
          plotter: printer,
          password: { category: 'password_reset', confidence: 95, autoResolvable: true },
        }),
        roster: (usual, { platform, workspace, channel }) => ({
          customers: [
            ...usual.customers.map((contoso) => ({ ...contoso, desk: [{ platform, workspace, channel }] })),
            { id: 'fabrikam', name: 'Fabrikam', chats: [], desk: [], modes: {} },
          ],
          people: usual.people.map((person) =>
            person.id === 'kim' ? { ...person, roles: { fabrikam: ['technician'] } } : person,
          ),
        }),
      });
      ({ chat } = desk);
    });
    afterAll(() => desk.stop());

    const lessons = async (words: string) => {
      const { rows } = await desk.database.query(
        `select l.category, l.source, l.taught_by as "by", t.corrected_category as corrected
         from app.lesson l join app.ticket t on l.ticket_id = 'MSP-' || t.number where l.text like '%' || $1 || '%'`,
        [words],
      );
      return rows;
    };
    const audited = async () => {
      const { rows } = await desk.database.query(`select facts from app.audit where action = 'lessons.taught'`);
      return rows.length;
    };
    async function handedOver(words: string): Promise<Shown> {
      await chat.says('ada', words);
      return sees(chat, 'tess', ({ text, buttons }) => text.includes(words) && buttons.includes('Correct it'));
    }
    const refused = (who: Actor, words: string) =>
      sees(chat, who, ({ text }) => text.includes(words) && text.includes('Tess Novak'));

    test('is corrected with one click, kept as a lesson, and shown with what fits it', async () => {
      const card = await handedOver('The red plotter is not found');
      expect(card.buttons).toEqual(['Network issue', 'Disk cleanup', 'Correct it']);

      await chat.presses('tess', 'Disk cleanup', card);

      const now = await sees(chat, 'tess', /red plotter/);
      const corrected = await sees(chat, 'tess', /Tess Novak corrected it\. It is: disk cleanup/);
      expect(corrected.text).toContain('/msp free-disk-space <device>');
      expect(now.id).toBeDefined();
      expect(await lessons('red plotter')).toEqual([
        { category: 'disk_cleanup', source: 'correction', by: 'tess', corrected: 'disk_cleanup' },
      ]);
      expect(await audited()).toBe(1);
    });

    test('is corrected to any of the sixteen, and the newest word counts', async () => {
      const before = await audited();
      const card = await handedOver('The blue plotter is not found');
      await chat.presses('tess', 'Network issue', card);
      const once = await sees(chat, 'tess', /corrected it\. It is: network issue[\s\S]*blue plotter/);

      await chat.presses('sam', 'Correct it', once, { category: 'backup_restore' });

      await sees(chat, 'sam', /Sam Carter corrected it\. It is: backup restore[\s\S]*blue plotter/);
      expect(await lessons('blue plotter')).toMatchObject([{ category: 'backup_restore', by: 'sam' }]);
      expect(await audited()).toBe(before + 2);
    });

    test('is not corrected by the requester, nor by a technician of another customer, and they learn who can', async () => {
      const card = await handedOver('The green plotter is not found');
      const before = await audited();

      for (const who of ['ada', 'kim'] as const) {
        await chat.presses(who, 'Network issue', card);
        await refused(who, 'Only a technician or an approver of this customer can correct that');
      }

      expect(await lessons('green plotter')).toEqual([]);
      expect(await audited()).toBe(before);
    });

    test('is not corrected to nothing', async () => {
      const card = await handedOver('The grey plotter is not found');

      await chat.presses('tess', 'Correct it', card);

      await sees(chat, 'tess', 'Please choose first what it is.');
      expect(await lessons('grey plotter')).toEqual([]);
    });

    test('is corrected by command where it went its way, by its number, under any of its names', async () => {
      await chat.says('ada', 'My password, the white one');
      await sees(chat, 'sam', /Approval needed[\s\S]*the white one/);
      const { rows } = await desk.database.query(
        `select 'MSP-' || number as id from app.ticket where ticket->>'body' like '%the white one%'`,
      );
      const { id } = rows[0];

      await chat.commands('tess', `correct ${id} license request`);
      await sees(chat, 'tess', 'Thank you, I learn from it: it is software request.');
      await chat.commands('tess', `correct ${id} netwrok issue`);
      await sees(chat, 'tess', 'Did you mean network issue?');
      await chat.commands('tess', 'correct');
      await sees(chat, 'tess', 'Write the ticket and what it is');
      await chat.commands('ada', `correct ${id} other`);
      await refused('ada', 'Only a technician or an approver');

      expect(await lessons('the white one')).toMatchObject([{ category: 'software_request', by: 'tess' }]);
    });

    test('goes on as it did', async () => {
      await expect.poll(() => outcomeOf(desk, 'red plotter'), { timeout: 10_000 }).toBe('assigned');
    });
  });
});
