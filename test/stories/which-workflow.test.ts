import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { believing } from '../fakes/beliefs.ts';
import { sees, type TestChat } from '../fakes/chat.ts';
import { chats } from '../fakes/chats.ts';
import { describeWithDatabase } from '../fakes/database.ts';
import { startDesk, type TestDesk } from '../fakes/desk.ts';
import { effectsOf, outcomeOf } from '../fakes/world.ts';

const WHICH = 'Which of these is it?';

const unclear = {
  category: 'software_request',
  confidence: 48,
  alternatives: [{ category: 'password_reset', confidence: 40 }],
} as const;

/** Two categories are close, and which is meant only the requester can say. */
describeWithDatabase('a ticket of which only the workflow is not clear', () => {
  describe.each(chats)('on %s', (_, startChat) => {
    let desk: TestDesk;
    let chat: TestChat;
    beforeAll(async () => {
      desk = await startDesk(startChat, {
        classify: believing({
          'green lamp': unclear,
          'grey lamp': unclear,
          'blue lamp': unclear,
          'red lamp': { ...unclear, vetoes: ['someone-else'] },
          'sure lamp': { category: 'password_reset', confidence: 79, autoResolvable: true },
          'exceptional lamp': unclear,
        }),
      });
      ({ chat } = desk);
    });
    afterAll(() => desk.stop());

    const question = () => sees(chat, 'ada', ({ text, buttons }) => text.includes(WHICH) && buttons.includes('Answer'));

    test('is asked about once, also across a restart, and what is chosen is what somebody approves', async () => {
      await chat.says('ada', 'My Visio licence wants my password, says the green lamp');
      const asked = await question();
      expect(asked.text).toContain('Assign a licence');
      expect(asked.text).toContain('Reset a password');
      expect(asked.text).toContain('Something else');

      await desk.reopen();
      await chat.presses('ada', 'Answer', await question(), { answer: 'reset-password' });

      const card = await sees(chat, 'sam', /Approval needed[\s\S]*green lamp/);
      await chat.presses('sam', 'Approve', card);
      await expect.poll(() => outcomeOf(desk, 'green lamp'), { timeout: 20_000 }).toBe('resolved');
      expect((await effectsOf(desk)).map(({ operation }) => operation)).toEqual(['graph.resetPassword']);
      await sees(chat, 'ada', /Answered[\s\S]*Ada Lovelace answered: Reset a password/);
      const lines = await desk.database.query(
        `select workflow from app.ticket where ticket->>'body' like '%green lamp%'`,
      );
      expect(lines.rows).toEqual([{ workflow: 'reset-password' }]);
    });

    test('goes to a technician who learns what was asked and answered, when it is something else', async () => {
      await chat.says('ada', 'My Visio licence wants my password, says the grey lamp');
      await chat.presses('ada', 'Answer', await question(), { answer: 'something-else' });

      const { text } = await sees(chat, 'tess', /A ticket for a technician[\s\S]*grey lamp/);

      expect(text).toContain('I asked whether it is “Assign a licence” or “Reset a password”');
      expect(text).toContain('Ada Lovelace answered “Something else”');
      await expect.poll(() => outcomeOf(desk, 'grey lamp'), { timeout: 10_000 }).toBe('assigned');
    });

    test('is not chosen for by somebody else, nor without a choice', async () => {
      await chat.says('ada', 'My Visio licence wants my password, says the blue lamp');
      const asked = await sees(chat, 'otto', ({ text, buttons }) => text.includes(WHICH) && buttons.includes('Answer'));

      await chat.presses('otto', 'Answer', asked, { answer: 'reset-password' });
      await sees(chat, 'otto', 'This question is for somebody else. Ada Lovelace or Tess Novak can.');
      await chat.presses('ada', 'Answer', asked);
      await sees(chat, 'ada', 'Please choose one first.');

      const { rows } = await desk.database.query(`select state from app.question where state = 'open'`);
      expect(rows).toHaveLength(1);
      await chat.presses('ada', 'Answer', asked, { answer: 'something-else' });
      await expect.poll(() => outcomeOf(desk, 'blue lamp'), { timeout: 10_000 }).toBe('assigned');
    });

    test('is not asked about where something else speaks against it', async () => {
      await chat.says('ada', 'My Visio licence wants my password, says the red lamp');
      const { text } = await sees(chat, 'tess', /A ticket for a technician[\s\S]*red lamp/);

      expect(text).toContain("It is about somebody else's account");
      await expect.poll(() => outcomeOf(desk, 'red lamp'), { timeout: 10_000 }).toBe('assigned');
    });

    test('is confirmed where the customer wants more certainty than there is', async () => {
      await chat.says('ada', 'My Visio licence wants my password, says the sure lamp');
      await chat.presses('ada', 'Answer', await question(), { answer: 'reset-password' });

      await sees(chat, 'sam', /Approval needed[\s\S]*sure lamp/);
    });

    test('is not offered what its own words make a matter for people', async () => {
      await chat.says('ada', 'The exceptional lamp of the admin root server with the activation key blinks');

      await sees(chat, 'tess', /A ticket for a technician[\s\S]*exceptional lamp/);
      await expect.poll(() => outcomeOf(desk, 'exceptional lamp'), { timeout: 10_000 }).toBe('assigned');
    });
  });
});
