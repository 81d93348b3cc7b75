import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Actor, type Shown, sees, type TestChat } from '../fakes/chat.ts';
import { chats } from '../fakes/chats.ts';
import { describeWithDatabase } from '../fakes/database.ts';
import { startDesk, type TestDesk } from '../fakes/desk.ts';
import { startSlack } from '../fakes/slack.ts';
import { approvalsOf, effectsOf } from '../fakes/world.ts';

/** The open card of this actor that says this. */
function cardOf(chat: TestChat, who: Actor, words: string): Promise<Shown> {
  return sees(chat, who, ({ text, buttons }) => text.includes(words) && buttons.includes('Approve'));
}

function questionOf(chat: TestChat, who: Actor, words: string): Promise<Shown> {
  return sees(chat, who, ({ text, buttons }) => text.includes(words) && buttons.includes('Answer'));
}

describeWithDatabase('a request that an approver wants changed', () => {
  describe.each(chats)('on %s', (_, startChat) => {
    let desk: TestDesk;
    let chat: TestChat;
    beforeAll(async () => {
      desk = await startDesk(startChat);
      ({ chat } = desk);
      for (const who of ['sam', 'kim'] as const) await chat.whispersToBot(who, 'help');
      for (const who of ['sam', 'kim'] as const) await sees(chat, who, '/msp status');
    });
    afterAll(() => desk.stop());

    test('is asked for anew with what the requester changed; the old card decides nothing any more', async () => {
      await chat.commands('ada', 'assign-license lin@contoso.com Visio Plan 2');
      const first = await cardOf(chat, 'sam', 'lin@contoso.com');
      await chat.presses('sam', 'Ask for changes', first);
      await sees(chat, 'sam', 'Please write what should be different');
      await chat.presses('sam', 'Ask for changes', await cardOf(chat, 'sam', 'lin@contoso.com'), {
        reason: 'Plan 1 is enough',
      });

      const asked = await questionOf(chat, 'ada', 'What shall be different?');
      expect(asked.text).toContain('Sam Carter asked for changes: “Plan 1 is enough”.');
      expect(asked.text).toContain('Licence: Visio Plan 2');
      for (const who of ['sam', 'kim'] as const)
        expect((await sees(chat, who, 'Changes asked for')).buttons).toEqual([]);
      await chat.presses('ada', 'Answer', asked, { answer: 'license' });
      await chat.presses('ada', 'Answer', await questionOf(chat, 'ada', 'Which licence is it?'), {
        other: 'Visio Plan 1',
      });
      await chat.presses('ada', 'Answer', await questionOf(chat, 'ada', 'Shall anything else be different?'), {
        answer: 'nothing-more',
      });

      const second = await cardOf(chat, 'sam', 'Licence: Visio Plan 1, was Visio Plan 2');
      const [old] = await approvalsOf(desk, 'lin@contoso.com');
      await chat.forges('kim', second, {
        verb: 'approve',
        data: { approval: old?.id ?? '', digest: old?.digest ?? '' },
      });
      await desk.app.settled();
      expect(await effectsOf(desk)).toEqual([]);
      await chat.presses('sam', 'Approve', second); // to ask for changes makes nobody an author
      await sees(chat, 'ada', 'lin@contoso.com now has Visio Plan 1');
      expect(await approvalsOf(desk, 'lin@contoso.com')).toMatchObject([
        { state: 'void', reason: 'Plan 1 is enough', lines: ['approval.asked', 'approval.changes-requested'] },
        { state: 'approved', lines: ['approval.asked', 'approval.approved'] },
      ]);
      expect(await effectsOf(desk)).toMatchObject([{ operation: 'graph.assignLicense', state: 'done', attempt: 1 }]);
    });

    test('ends when the requester leaves it as it was', async () => {
      await chat.commands('ada', 'assign-license mio@contoso.com Visio Plan 2');
      await chat.presses('sam', 'Ask for changes', await cardOf(chat, 'sam', 'mio@contoso.com'), {
        reason: 'Why two?',
      });

      const asked = await questionOf(chat, 'ada', 'Why two?');
      await chat.presses('ada', 'Answer', asked, { answer: 'nothing-more' });

      await sees(chat, 'ada', 'Sam Carter asked for changes: “Why two?”. It was left as it was. Nothing was changed.');
      expect(await approvalsOf(desk, 'mio@contoso.com')).toMatchObject([{ state: 'void' }]);
    });
  });

  describe('on Slack', () => {
    let desk: TestDesk;
    let chat: TestChat;
    beforeAll(async () => {
      desk = await startDesk(startSlack, {
        // Tess is an approver too.
        roster: ({ people, ...rest }) => ({
          ...rest,
          people: people.map((person) =>
            person.id === 'tess' ? { ...person, roles: { contoso: ['technician', 'approver'] } } : person,
          ),
        }),
      });
      ({ chat } = desk);
    });
    afterAll(() => desk.stop());

    const changes = async (from: string, to: string, by: Actor = 'ada') => {
      await chat.presses('sam', 'Ask for changes', await cardOf(chat, 'sam', from), { reason: `not ${from}` });
      await chat.presses(by, 'Answer', await questionOf(chat, by, `not ${from}`), { answer: 'license' });
      await chat.presses(by, 'Answer', await questionOf(chat, by, 'Which licence is it?'), { other: to });
      await chat.presses(by, 'Answer', await questionOf(chat, by, 'Shall anything else'), { answer: 'nothing-more' });
      return cardOf(chat, 'sam', `Licence: ${to}, was ${from}`);
    };

    test('is changed twice at most, also over a restart, and not by whoever approves it then', async () => {
      await chat.commands('ada', 'assign-license noa@contoso.com Visio Plan 2');
      await changes('Visio Plan 2', 'Visio Plan 1');
      await desk.reopen();

      const last = await changes('Visio Plan 1', 'Project Plan 3', 'tess');

      expect(last.buttons).toEqual(['Approve', 'Deny', 'Hand over']);
      const [, , third] = await approvalsOf(desk, 'noa@contoso.com');
      const data = { approval: third?.id ?? '', digest: third?.digest ?? '' };
      await chat.forges('sam', last, { verb: 'ask-changes', data, fields: { reason: 'once more' } });
      await sees(chat, 'sam', 'Nothing of this can be changed any more');
      await chat.presses('tess', 'Approve', await cardOf(chat, 'tess', 'was Visio Plan 1'));
      await sees(chat, 'tess', 'You answered with a value that this uses');
      await chat.presses('kim', 'Approve', await cardOf(chat, 'kim', 'was Visio Plan 1'));
      await sees(chat, 'ada', 'noa@contoso.com now has Project Plan 3');
    });

    test('ends when the requester answers with what it was', async () => {
      await chat.commands('ada', 'assign-license quin@contoso.com Visio Plan 2');
      const card = await cardOf(chat, 'sam', 'quin@contoso.com');
      await chat.presses('sam', 'Ask for changes', card, { reason: 'Another one' });
      await chat.presses('ada', 'Answer', await questionOf(chat, 'ada', 'Another one'), { answer: 'license' });
      const which = await questionOf(chat, 'ada', 'Which licence is it?');
      await chat.presses('ada', 'Answer', which, { other: 'Visio Plan 2' });
      await chat.presses('ada', 'Answer', await questionOf(chat, 'ada', 'Shall anything else'), {
        answer: 'nothing-more',
      });

      await sees(chat, 'ada', '“Another one”. It was left as it was.');
      expect(await approvalsOf(desk, 'quin@contoso.com')).toMatchObject([{ state: 'void' }]);
    });

    test('goes to a technician where nobody can be asked what to change', async () => {
      await chat.commands('ada', 'assign-license rio@contoso.com Visio Plan 2');
      const card = await cardOf(chat, 'sam', 'rio@contoso.com');
      await desk.database.query('alter table app.question rename to question_elsewhere');

      await chat
        .presses('sam', 'Ask for changes', card, { reason: 'Why?' })
        .then(() => sees(chat, 'ada', 'An approver asked for changes, and I could not ask what to change.'))
        .finally(() => desk.database.query('alter table app.question_elsewhere rename to question'));

      await sees(chat, 'tess', /rio@contoso\.com/);
      expect(await approvalsOf(desk, 'rio@contoso.com')).toMatchObject([{ state: 'void' }]);
    });

    test('keeps what was done for it already, and offers to change nothing that was done with', async () => {
      await chat.commands('ada', 'onboard-user pia@contoso.com GB Pia Hill');
      await chat.presses('ada', 'Answer', await questionOf(chat, 'ada', 'Which licence does the new person need?'), {
        other: 'Visio Plan 2',
      });
      await chat.presses('sam', 'Approve', await cardOf(chat, 'sam', 'Create an account'));
      const card = await cardOf(chat, 'sam', 'Assign the licence');

      await chat.presses('sam', 'Ask for changes', card, { reason: 'Plan 1 will do' });
      const asked = await questionOf(chat, 'ada', 'Plan 1 will do');
      expect(asked.text).toContain('Which licence does the new person need?');
      await chat.presses('ada', 'Answer', asked, { other: 'Visio Plan 1' });
      await chat.presses('kim', 'Approve', await cardOf(chat, 'kim', 'Licence: Visio Plan 1, was Visio Plan 2'));

      await sees(chat, 'ada', 'The account pia@contoso.com is there and has Visio Plan 1');
      const { rows } = await desk.database.query(
        `select operation, attempt from app.effect where run_id = (select run_id from app.approval where id like '%approve-account')`,
      );
      expect(rows).toEqual([
        { operation: 'graph.createUser', attempt: 1 },
        { operation: 'graph.assignLicense', attempt: 1 },
      ]);
      expect((await approvalsOf(desk, 'pia@contoso.com')).map(({ id, state }) => [id.split(':')[1], state])).toEqual([
        ['approve-account', 'approved'],
        ['approve-license', 'void'],
        ['approve-license@2', 'approved'],
      ]);
    });
  });
});
