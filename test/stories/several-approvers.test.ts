import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '../../src/domain/person.ts';
import { type Actor, type Shown, sees, type TestChat } from '../fakes/chat.ts';
import { chats } from '../fakes/chats.ts';
import { describeWithDatabase } from '../fakes/database.ts';
import { startDesk, type TestDesk } from '../fakes/desk.ts';
import { startSlack } from '../fakes/slack.ts';
import { approvalsOf, holdingUp } from '../fakes/world.ts';

const LICENSE = 'graph.assignLicense';

/** Licences need two people here, and passwords the name of their account. Sam, Kim and Otto approve; so does Ada, who asks. */
describeWithDatabase('a request that one person alone does not decide', () => {
  describe.each(chats)('on %s', (_, startChat) => {
    let desk: TestDesk;
    let chat: TestChat;
    beforeAll(async () => {
      desk = await startDesk(startChat, {
        policy: [
          { name: 'licences need two people', when: { operations: [LICENSE] }, approvers: 2 },
          { name: 'passwords are named', when: { operations: ['graph.resetPassword'] }, typed: true },
        ],
        roster: ({ people, ...rest }) => ({
          ...rest,
          people: people.map((person) =>
            ['ada', 'otto'].includes(person.id) ? { ...person, roles: { contoso: ['approver'] } } : person,
          ),
        }),
      });
      ({ chat } = desk);
      // Teams reaches directly only those it has heard before.
      for (const who of ['ada', 'sam', 'kim', 'otto', 'tess'] as const) await chat.whispersToBot(who, 'help');
      for (const who of ['ada', 'sam', 'kim', 'otto', 'tess'] as const) await sees(chat, who, '/msp status');
    });
    afterAll(() => desk.stop());

    /** This actor's open card about this account, as it stands now. */
    const card = (who: Actor, account: string, says = ''): Promise<Shown> =>
      sees(chat, who, ({ text }) => text.includes('Approval needed') && text.includes(account) && text.includes(says));
    const asksFor = (account: string) => chat.commands('ada', `assign-license ${account} Visio Plan 2`);
    const stateOf = async (account: string) => (await approvalsOf(desk, account)).at(-1)?.state;
    const presses = async (
      who: Actor,
      button: string,
      account: string,
      fields: Readonly<Record<string, string>> = {},
    ) => chat.presses(who, button, await card(who, account), fields);

    test('takes two, of whom the card tells; one who says it twice is one', async () => {
      await asksFor('lin@contoso.com');
      await presses('sam', 'Approve', 'lin@contoso.com');
      await card('kim', 'lin@contoso.com', 'Sam Carter (1 more needed)');
      await presses('sam', 'Approve', 'lin@contoso.com');

      await desk.app.settled();
      expect(await stateOf('lin@contoso.com')).toBe('pending');
      await presses('kim', 'Approve', 'lin@contoso.com');

      await sees(chat, 'ada', /Resolved in/);
      const [approval] = await approvalsOf(desk, 'lin@contoso.com');
      expect(approval).toMatchObject({ state: 'approved', voters: ['sam', 'kim'] });
      await sees(chat, 'otto', ({ text }) => text.includes('Sam Carter, Kim Diaz') && text.includes('lin@contoso.com'));
    });

    test('is ended by one who says no, whoever has said yes', async () => {
      await asksFor('mio@contoso.com');
      await presses('sam', 'Approve', 'mio@contoso.com');
      await card('kim', 'mio@contoso.com', '1 more needed');

      await presses('kim', 'Deny', 'mio@contoso.com', { reason: 'not this year' });

      await expect.poll(() => stateOf('mio@contoso.com')).toBe('denied');
      await sees(chat, 'ada', /not this year/);
    });

    test('is named by hand before it counts, exactly', async () => {
      await chat.says('ada', 'I forgot my password, the velvet one');
      await presses('sam', 'Approve', 'the velvet one');
      await sees(chat, 'sam', /To approve it, type ada@contoso\.com in the field/);
      await presses('sam', 'Approve', 'the velvet one', { typed: 'adda@contoso.com' });
      await sees(chat, 'sam', 'That is not what this is about');

      expect(await stateOf('ada@contoso.com')).toBe('pending');
      await presses('sam', 'Approve', 'the velvet one', { typed: 'ADA@contoso.com' });

      await expect.poll(() => stateOf('ada@contoso.com')).toBe('approved');
    });

    describe('handed over', () => {
      test('comes to the one who is named, and everybody sees who has it', async () => {
        await asksFor('pia@contoso.com');
        const before = (await chat.seenBy('kim')).filter(({ text }) => text.includes('pia@contoso.com')).length;

        await presses('sam', 'Hand over', 'pia@contoso.com', { colleague: 'kim' });

        for (const who of ['sam', 'kim', 'otto'] as const)
          await card(who, 'pia@contoso.com', 'Kim Diaz (by Sam Carter)');
        const cards = (await chat.seenBy('kim')).filter(({ text }) => text.includes('pia@contoso.com'));
        expect(cards.length).toBeGreaterThan(before);
        expect(cards.every(({ text }) => text.includes('Kim Diaz (by Sam Carter)'))).toBe(true);
        expect(await approvalsOf(desk, 'pia@contoso.com')).toMatchObject([
          { state: 'pending', lines: ['approval.asked', 'approval.handed-over'] },
        ]);
      });

      test('is still decided by whoever may', async () => {
        await presses('otto', 'Approve', 'pia@contoso.com');
        await card('kim', 'pia@contoso.com', '1 more needed');
        await presses('kim', 'Approve', 'pia@contoso.com');

        await expect.poll(() => stateOf('pia@contoso.com')).toBe('approved');
      });

      test('is handed to nobody, nor back to whoever hands it over, and they are told so', async () => {
        await asksFor('quin@contoso.com');
        await presses('sam', 'Hand over', 'quin@contoso.com');
        await sees(chat, 'sam', 'Please choose first who shall decide it');

        await presses('sam', 'Hand over', 'quin@contoso.com', { colleague: 'sam' });

        await sees(chat, 'sam', 'That must be somebody else who may decide this');
        expect(await approvalsOf(desk, 'quin@contoso.com')).toMatchObject([{ lines: ['approval.asked'] }]);
      });

      test('neither comes to somebody who may not decide it, nor from them', async () => {
        await asksFor('rio@contoso.com');
        const shown = await card('sam', 'rio@contoso.com');
        const [{ id: approval, digest } = { id: '', digest: '' }] = await approvalsOf(desk, 'rio@contoso.com');
        const hands = (who: Actor, colleague: string, data: Readonly<Record<string, string>> = { approval, digest }) =>
          chat.forges(who, shown, { verb: 'hand-over', data, fields: { colleague } });

        for (const colleague of ['ada', 'tess', 'eve', 'nobody', '__proto__']) await hands('sam', colleague);
        for (const who of ['ada', 'tess', 'eve'] as const) await hands(who, 'kim');
        await hands('sam', 'kim', { approval, digest: 'f'.repeat(64) });
        await desk.app.settled();

        expect(await approvalsOf(desk, 'rio@contoso.com')).toMatchObject([
          { state: 'pending', lines: ['approval.asked'] },
        ]);
        await hands('sam', 'kim');
        await card('otto', 'rio@contoso.com', 'Kim Diaz (by Sam Carter)');
      });
    });

    test('does not count one who has lost the role since, and the card says how many are needed without them', async () => {
      const sams = (roles: Role[]) =>
        desk.changeRoster(({ people, ...rest }) => ({
          ...rest,
          people: people.map((person) => (person.id === 'sam' ? { ...person, roles: { contoso: roles } } : person)),
        }));
      await asksFor('sol@contoso.com');
      await presses('sam', 'Approve', 'sol@contoso.com');
      await card('kim', 'sol@contoso.com', 'Sam Carter (1 more needed)');
      await sams([]);

      await presses('kim', 'Approve', 'sol@contoso.com');

      const { text } = await card('otto', 'sol@contoso.com', 'Kim Diaz (1 more needed)');
      expect(text).not.toContain('Sam Carter');
      expect(await stateOf('sol@contoso.com')).toBe('pending');
      await presses('otto', 'Approve', 'sol@contoso.com');
      await expect.poll(() => stateOf('sol@contoso.com')).toBe('approved');
      expect((await sees(chat, 'kim', /sol@contoso\.com[\s\S]*Kim Diaz, Otto Berg/)).text).not.toContain('Sam Carter');
      const { rows } = await desk.database.query(
        `select facts->'voters' as voters from app.audit join app.approval on facts->>'approval' = approval.id
         where action = 'approval.approved' and approval->'target'->>'value' = 'sol@contoso.com'`,
      );
      expect(rows).toEqual([{ voters: ['kim', 'otto'] }]);
      await sams(['approver']);
    });
  });
});

describeWithDatabase('an approver who is quicker than the last card', () => {
  test('is named on that one too', async () => {
    const slack = await startSlack();
    const desk = await startDesk(async () => slack, {
      policy: [{ name: 'licences need two people', when: { operations: [LICENSE] }, approvers: 2 }],
    });
    const asked = ({ text }: Shown) => text.includes('Approval needed') && text.includes('uma@contoso.com');
    await holdingUp(desk, 'app.approval', async () => {
      await slack.commands('ada', 'assign-license uma@contoso.com Visio Plan 2');
      await sees(slack, 'ada', 'Look up the licence');
      slack.front.answerNext('chat.postMessage', { status: 429, headers: { 'retry-after': '1' } });
    });

    const [first, card] = await Promise.any(
      (['sam', 'kim'] as const).map(async (who) => [who, await sees(slack, who, asked)] as const),
    );
    await slack.presses(first, 'Approve', card);

    const other = first === 'sam' ? 'kim' : 'sam';
    await sees(slack, other, (shown) => asked(shown) && shown.text.includes('(1 more needed)'));
    await desk.stop();
  });
});
