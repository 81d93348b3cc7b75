import { afterAll, beforeAll, expect, test } from 'vitest';
import { sees } from '../fakes/chat.ts';
import { describeWithDatabase } from '../fakes/database.ts';
import { startDesk, type TestDesk } from '../fakes/desk.ts';
import { startSlack } from '../fakes/slack.ts';
import { effectsOf, stateOf } from '../fakes/world.ts';

describeWithDatabase('a question that a technician answers for the requester', () => {
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await startDesk(startSlack, {
      roster: ({ people, ...rest }) => ({
        ...rest,
        people: people.map((person) =>
          person.id === 'kim' ? { ...person, roles: { contoso: ['technician', 'approver'] } } : person,
        ),
      }),
    });
  });
  afterAll(() => desk.stop());

  test('makes the technician one of those who asked: somebody else approves', async () => {
    const { chat } = desk;
    await chat.commands('otto', 'assign-license ada@contoso.com');
    const question = await sees(chat, 'kim', 'Which licence is it');
    await chat.presses('kim', 'Answer', question, { answer: 'Visio Plan 2' });
    const card = await sees(chat, 'kim', /Approval needed[\s\S]*Visio Plan 2/);

    await chat.presses('kim', 'Approve', card);

    const refusal = await sees(chat, 'kim', 'You answered with a value that this uses');
    expect(refusal.text).toContain('Sam Carter can');
    expect(await stateOf(desk, 'assign-license')).toBe('pending');
    expect(await effectsOf(desk)).toEqual([]);
    await chat.presses('sam', 'Approve', await sees(chat, 'sam', /Approval needed[\s\S]*Visio Plan 2/));
    await sees(chat, 'otto', 'Resolved');
  });
});
