import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sees } from '../fakes/chat.ts';
import { chats } from '../fakes/chats.ts';
import { describeWithDatabase } from '../fakes/database.ts';
import { startDesk, type TestDesk } from '../fakes/desk.ts';
import { effectsOf } from '../fakes/world.ts';

describeWithDatabase('a dry run', () => {
  describe.each(chats)('on %s', (_, startChat) => {
    let desk: TestDesk;
    beforeAll(async () => {
      desk = await startDesk(startChat);
    });
    afterAll(() => desk.stop());

    test('shows a technician alone what a workflow would do, and leaves nothing behind', async () => {
      const { chat, database } = desk;

      await chat.commands('tess', 'dry-run reset-password ada@contoso.com');

      const { text } = await sees(chat, 'tess', 'What would happen');
      expect(text).toContain('would call graph.resetPassword');
      expect(text).toContain('account ada@contoso.com');
      expect(text).toContain('Sam Carter or Kim Diaz');
      expect((await chat.seenBy('otto')).filter((shown) => shown.text.includes('What would happen'))).toEqual([]);
      expect(await effectsOf(desk)).toEqual([]);
      const { rows } = await database.query('select 1 from app.ticket union all select 1 from app.approval');
      expect(rows).toEqual([]);
    });

    test('is for technicians', async () => {
      const { chat } = desk;

      await chat.commands('otto', 'dry-run reset-password ada@contoso.com');

      await sees(chat, 'otto', 'Only technicians can see');
    });

    test('of what does not exist is no command', async () => {
      const { chat } = desk;

      await chat.commands('tess', 'dry-run format-disk');

      await sees(chat, 'tess', /do not know that command[\s\S]*format-disk/);
    });
  });
});
