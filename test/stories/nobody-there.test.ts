import { expect, test } from 'vitest';
import { sees } from '../fakes/chat.ts';
import { chats } from '../fakes/chats.ts';
import { describeWithDatabase } from '../fakes/database.ts';
import { startDesk } from '../fakes/desk.ts';
import { outcomeOf } from '../fakes/world.ts';

describeWithDatabase('when no technician can be reached', () => {
  test.each(chats)('the requester is told so on %s, and the ticket has an end', async (_, startChat) => {
    const desk = await startDesk(startChat, {
      roster: ({ people, ...rest }) => ({ ...rest, people: people.filter(({ id }) => id !== 'tess') }),
    });
    const { chat } = desk;

    await chat.says('ada', 'I clicked a link in a strange mail');

    const answer = await sees(chat, 'ada', 'nobody has the ticket yet');
    expect(answer.text).toContain('Please call your service desk');
    await expect.poll(() => outcomeOf(desk, 'strange mail')).toBe('failed');
    await desk.stop();
  });
});
