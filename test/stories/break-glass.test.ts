import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '../../src/domain/person.ts';
import { type Actor, type Shown, sees, type TestChat } from '../fakes/chat.ts';
import { chats } from '../fakes/chats.ts';
import { describeWithDatabase } from '../fakes/database.ts';
import { startDesk, type TestDesk } from '../fakes/desk.ts';
import { stateOf } from '../fakes/world.ts';

const REASON = 'The approvers sit in an aeroplane and payroll runs tonight';
const roles: Readonly<Partial<Record<Actor, Role[]>>> = {
  sam: ['approver'],
  kim: ['admin'],
  tess: ['admin', 'technician'],
  otto: ['auditor'],
};

describeWithDatabase('an emergency', () => {
  describe.each(chats)('on %s', (_, startChat) => {
    let desk: TestDesk;
    let chat: TestChat;
    beforeAll(async () => {
      desk = await startDesk(startChat, {
        roster: ({ people, ...rest }) => ({
          ...rest,
          people: people.map((person) => ({ ...person, roles: { contoso: roles[person.id as Actor] ?? [] } })),
        }),
      });
      ({ chat } = desk);
      for (const who of ['ada', 'sam', 'kim', 'tess', 'otto'] as const) await chat.whispersToBot(who, 'help');
      for (const who of ['ada', 'sam', 'kim', 'tess', 'otto'] as const) await sees(chat, who, '/msp status');
    });
    afterAll(() => desk.stop());

    const seesGlass = (who: Actor, headline: string) =>
      sees(chat, who, ({ text }) => text.includes(headline) && text.includes(REASON));
    const isOpen = async () =>
      (await desk.database.query(`select from app.break_glass where state = 'open'`)).rowCount === 1;
    const asked = (words: string) => (shown: Shown) =>
      shown.text.includes('Approval needed') && shown.text.includes(words);

    test('is asked for by an admin, with a reason, and opened by nobody alone', async () => {
      await chat.commands('sam', `break-glass ${REASON}`);
      await sees(chat, 'sam', 'Only an admin can ask for break-glass');
      await chat.commands('kim', 'break-glass now');
      await sees(chat, 'kim', 'Say why, in a sentence');
      await chat.commands('kim', `break-glass ${REASON}`);

      const own = await seesGlass('kim', 'Break-glass asked for');
      await chat.presses('kim', 'Confirm', own);
      const refused = await sees(
        chat,
        'kim',
        ({ text, buttons }) => text.includes('another admin confirms it') && buttons.length > 0,
      );
      expect(refused.text).toContain('Tess Novak can');
      expect(refused.buttons).toEqual(['Ask them']);
      await chat.presses('sam', 'Confirm', await seesGlass('sam', 'Break-glass asked for'));
      await sees(chat, 'sam', 'Only an admin of this customer can confirm it');

      expect(await isOpen()).toBe(false);
    });

    test('lets one admin approve, loudly, once a second admin has confirmed it', async () => {
      await chat.presses('tess', 'Confirm', await seesGlass('tess', 'Break-glass asked for'));
      for (const who of ['sam', 'kim', 'tess', 'otto'] as const) await seesGlass(who, 'Break-glass is open');

      await chat.says('ada', 'I forgot my password, emergency lamp');
      const card = await sees(chat, 'kim', asked('emergency lamp'));
      expect(card.text).toContain('Break-glass');
      expect(card.text).toContain(REASON);
      await chat.presses('kim', 'Approve', card, { typed: 'ada@contoso.com' });

      await sees(chat, 'ada', /Resolved in/);
    });

    test('lets nobody approve what they asked for', async () => {
      await chat.commands('kim', 'assign-license otto@contoso.com Visio Plan 2');
      const own = await sees(chat, 'kim', asked('otto@contoso.com'));

      await chat.presses('kim', 'Approve', own, { typed: 'otto@contoso.com' });

      await sees(chat, 'kim', 'You asked for this yourself');
      expect(await stateOf(desk, 'assign-license otto')).toBe('pending');
    });

    test('takes with it what was not decided before its end', async () => {
      await chat.presses('sam', 'End it now', await seesGlass('sam', 'Break-glass is open'));
      await seesGlass('otto', 'please review it');

      const stale = await sees(chat, 'tess', asked('otto@contoso.com'));
      await chat.presses('tess', 'Approve', stale, { typed: 'otto@contoso.com' });

      const { rows } = await desk.database.query(`select from app.effect where run_id in
        (select run_id from app.approval where approval->>'subject' like 'assign-license otto%') and state = 'done'`);
      expect(rows).toEqual([]);
    });

    test('is not opened again before somebody who had no part in it has reviewed it', async () => {
      await chat.commands('kim', `break-glass ${REASON} again`);
      await sees(chat, 'kim', 'was not reviewed yet');
      const card = await seesGlass('tess', 'please review it');
      expect(card.text).toContain('Reset the password for ada@contoso.com, asked by Ada');
      await chat.presses('tess', 'Reviewed', card, { review: 'All was well, I did it myself.' });
      await sees(chat, 'tess', 'You had a part in it');

      await chat.presses('otto', 'Reviewed', await seesGlass('otto', 'please review it'), {
        review: 'One reset, for payroll; it was right.',
      });

      await seesGlass('sam', 'Break-glass reviewed');
      await chat.commands('kim', `break-glass ${REASON} once more`);
      await sees(chat, 'kim', ({ text }) => text.includes('Break-glass asked for') && text.includes('once more'));
      const { rows } = await desk.database.query<{ action: string }>(
        `select action from app.audit where action like 'break-glass.%' order by seq`,
      );
      expect(rows.map(({ action }) => action.replace('break-glass.', ''))).toEqual([
        'asked',
        'open',
        'ended-early',
        'reviewed',
        'asked',
      ]);
    });

    test('that nobody confirmed in time has lapsed, and one that is open ends by itself', async () => {
      const timeIsUp = () => desk.database.query('update app.break_glass set until = clock_timestamp()');
      await timeIsUp();
      await chat.commands('tess', `break-glass ${REASON} for the fourth time`);
      await sees(chat, 'sam', ({ text }) => text.includes('not confirmed') && text.includes('once more'));
      await chat.presses(
        'kim',
        'Confirm',
        await sees(chat, 'kim', ({ text, buttons }) => text.includes('fourth time') && buttons.includes('Confirm')),
      );
      await expect.poll(isOpen).toBe(true);
      await timeIsUp();

      await chat.says('ada', 'I forgot my password, after hours');
      await sees(chat, 'sam', asked('after hours'));
      await chat.commands('tess', `break-glass ${REASON} for the fifth time`);

      await sees(chat, 'tess', 'was not reviewed yet');
      await sees(chat, 'otto', ({ text }) => text.includes('please review it') && text.includes('fourth time'));
    });
  });
});
