import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { believing } from '../fakes/beliefs.ts';
import { type Actor, sees, type TestChat } from '../fakes/chat.ts';
import { chats } from '../fakes/chats.ts';
import { describeWithDatabase } from '../fakes/database.ts';
import { startDesk, type TestDesk } from '../fakes/desk.ts';

const full = { category: 'disk_cleanup', confidence: 95, autoResolvable: true } as const;

/** What a ticket lacks is picked from what the directory has, by those who may see it. */
describeWithDatabase('a device that nobody named', () => {
  describe.each(chats)('on %s', (_, startChat) => {
    let desk: TestDesk;
    let chat: TestChat;
    beforeAll(async () => {
      chat = await startChat();
      desk = await startDesk(async () => chat, {
        classify: believing({ disk: full }),
        // Otto writes, and no admin has said who he is; Eve is known, and of another workspace.
        roster: (usual) => ({
          ...usual,
          people: usual.people
            .filter(({ id }) => id !== 'otto')
            .concat({
              id: 'eve',
              name: 'Eve Moss',
              account: 'eve@else.com',
              identities: [chat.identity('eve')],
              roles: {},
            }),
        }),
      });
    });
    afterAll(() => desk.stop());

    const question = (who: Actor) =>
      sees(chat, who, ({ text, buttons }) => text.includes('Which device is full?') && buttons.includes('Answer'));
    const stored = async () => {
      const { rows } = await desk.database.query(
        `select question->'choices' as choices from app.question where state = 'open' order by expires_at desc limit 1`,
      );
      return rows[0]?.choices;
    };

    test('is picked from those of the directory, also after a restart, and is what somebody approves', async () => {
      await chat.says('ada', 'My disk is full, blue moon');
      expect((await question('ada')).text).toContain('CONTOSO-PC-18');

      await desk.reopen();
      await chat.presses('ada', 'Answer', await question('ada'), { answer: 'CONTOSO-PC-18' });

      const card = await sees(chat, 'sam', /Approval needed[\s\S]*blue moon/);
      expect(card.text).toMatch(/CONTOSO-PC-18.*answer/);
    });

    test('is written where it is none of them', async () => {
      await chat.says('ada', 'My disk is full, green moon');
      await chat.presses('ada', 'Answer', await question('ada'), { other: 'LAB-PC-9' });

      const card = await sees(chat, 'sam', /Approval needed[\s\S]*green moon/);
      expect(card.text).toContain('LAB-PC-9');
    });

    test('is what a run goes on with that began in an earlier release', async () => {
      await chat.says('ada', 'My disk is full, old moon');
      await question('ada');
      await forgetWhatIsNew(desk);

      await desk.reopen();
      await chat.presses('ada', 'Answer', await question('ada'), { answer: 'CONTOSO-PC-17' });

      await sees(chat, 'sam', /Approval needed[\s\S]*old moon/);
    });

    test('is offered as the ticket names it, where it names several', async () => {
      await chat.says('ada', 'The disk of CONTOSO-PC-31 or of CONTOSO-PC-32 is full, grey moon');

      await question('ada');

      expect((await stored()).map(({ title }: { title: string }) => title)).toEqual([
        'CONTOSO-PC-31 (named in the ticket)',
        'CONTOSO-PC-32 (named in the ticket)',
        'CONTOSO-PC-17',
        'CONTOSO-PC-18',
      ]);
      await chat.presses('ada', 'Answer', await question('ada'), { answer: 'CONTOSO-PC-32' });
      expect((await sees(chat, 'sam', /Approval needed[\s\S]*grey moon/)).text).toContain('CONTOSO-PC-32');
    });

    test('is asked for in plain words of somebody whom nobody knows, and they see nothing of the directory', async () => {
      await chat.says('otto', 'My disk is full, red moon');

      const { text } = await question('otto');

      expect(text).not.toContain('CONTOSO-PC-18');
      expect(await stored()).toEqual([]);
      await chat.presses('otto', 'Answer', await question('otto'), { answer: 'CONTOSO-PC-17' });
      await sees(chat, 'sam', /Approval needed[\s\S]*red moon/);
    });

    test('is asked for in plain words of a guest from another workspace, known or not', async () => {
      await chat.says('eve', 'My disk is full, blue moon');

      const { text } = await question('eve');

      expect(text).not.toContain('CONTOSO-PC-18');
      expect(await stored()).toEqual([]);
    });
  });
});

/** Rewrites what runs have understood as it was before anything was likely, and before classifications said who judged. */
async function forgetWhatIsNew({ database }: TestDesk): Promise<void> {
  const { rows } = await database.query<{ id: string; output: string }>(
    `select workflow_uuid as id, output from dbos.operation_outputs where function_name = 'understand'`,
  );
  const isNew = ['alternatives', 'agreed', 'urgency', 'sentiment', 'language', 'judge', 'likely'];
  for (const { id, output } of rows) {
    const old = JSON.parse(output, (key, value) => (isNew.includes(key) ? undefined : value));
    await database.query(
      `update dbos.operation_outputs set output = $2 where workflow_uuid = $1 and function_name = 'understand'`,
      [id, JSON.stringify(old)],
    );
  }
  expect(rows.at(-1)?.output).toContain('likely');
}
