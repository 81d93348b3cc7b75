import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sees } from '../fakes/chat.ts';
import { chats } from '../fakes/chats.ts';
import { describeWithDatabase } from '../fakes/database.ts';
import { startDesk, type TestDesk } from '../fakes/desk.ts';
import { startSlack } from '../fakes/slack.ts';
import { createMicrosoft } from '../fakes/vendors/graph.ts';
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

  test('of a customer whose systems are real looks into them, and sends nothing that could change anything', async () => {
    const graph = createMicrosoft();
    const desk = await startDesk(startSlack, { live: { graph }, publicUrl: 'https://desk.contoso.example' });
    const tenant = graph.tenant('contoso');
    tenant.addUser({ userPrincipalName: 'ada@contoso.com', displayName: 'Ada Lovelace' });
    const kept = structuredClone(tenant.user('ada@contoso.com'));

    for (const workflow of ['reset-password', 'unlock-account', 'offboard-user', 'reset-with-ticket']) {
      await desk.chat.commands('tess', `dry-run ${workflow} ada@contoso.com`);
      await sees(
        desk.chat,
        'tess',
        ({ text }) => text.includes('What would happen') && text.includes(shown[workflow] ?? workflow),
      );
    }

    const asked = desk.lab?.requests() ?? [];
    const changing = asked.filter(({ method, path }) => method !== 'GET' && !path.includes('/oauth2/'));
    expect(asked.length).toBeGreaterThan(4);
    expect(changing).toEqual([]);
    expect(tenant.user('ada@contoso.com')).toEqual(kept);
    await desk.stop();
  });
});

const shown: Readonly<Record<string, string>> = {
  'reset-password': 'Reset a password',
  'unlock-account': 'Get into a locked account',
  'offboard-user': 'Switch off an account',
  'reset-with-ticket': 'with a ticket and help at hand',
};
