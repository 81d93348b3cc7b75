import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createModelCalls } from '../../src/store/model-calls.ts';
import { type Actor, type Shown, sees, type TestChat } from '../fakes/chat.ts';
import { chats } from '../fakes/chats.ts';
import { describeWithDatabase } from '../fakes/database.ts';
import { startDesk, type TestDesk } from '../fakes/desk.ts';

describeWithDatabase('what the language model costs', () => {
  describe.each(chats)('asked on %s', (_, startChat) => {
    let desk: TestDesk;
    let chat: TestChat;
    beforeAll(async () => {
      // The help channel is Contoso's, with ten dollars a month; everything else is Fabrikam's, where Kim is the technician.
      desk = await startDesk(startChat, {
        roster: ({ customers, people }, { platform, workspace, channel }) => ({
          customers: [
            ...customers.map((contoso) => ({
              ...contoso,
              chats: [{ platform, workspace, channel }],
              classification: { budget: 10 },
            })),
            { id: 'fabrikam', name: 'Fabrikam', chats: [{ platform, workspace }], desk: [], modes: {} },
          ],
          people: people.map((person) =>
            person.id === 'kim' ? { ...person, roles: { contoso: ['approver'], fabrikam: ['technician'] } } : person,
          ),
        }),
      });
      ({ chat } = desk);
      await pays('contoso', 'MSP-1', '8.2');
      await pays('fabrikam', 'MSP-2', '77');
      await createModelCalls(desk.database).spared({ customerId: 'contoso', ticketId: 'MSP-3', model: 'gpt-6-luna' });
    });
    afterAll(() => desk.stop());

    /** What somebody sees next that they did not see before. */
    async function answer(deed: Promise<void>, who: Actor, fits: RegExp): Promise<Shown> {
      const before = new Set((await chat.seenBy(who)).map(({ id }) => id));
      await deed;
      return sees(chat, who, ({ id, text }) => !before.has(id) && fits.test(text));
    }
    async function pays(customerId: string, ticketId: string, cost: string): Promise<void> {
      const calls = createModelCalls(desk.database);
      const most = { cost, isEstimate: false };
      const call = await calls.reserve({ customerId, ticketId, model: 'gpt-6-luna' }, most, {
        customer: undefined,
        all: undefined,
      });
      if (call.outcome === 'reserved') await calls.settle(call.id, { input: 1234, cached: 200, output: 56, cost });
    }

    test.each(['tess', 'sam'] as const)(
      '%s, who looks after Contoso, sees what Contoso costs, and nothing else',
      async (who) => {
        const { text, where } = await answer(chat.commands(who, 'cost'), who, /What the language model cost/);

        expect(text).toContain('Contoso');
        expect(text).toContain('$8.20');
        expect(text).toContain('$10.00 a month, 82 % used');
        expect(text).toMatch(/Answered from memory.*1/);
        expect(text).toContain('gpt-6-luna');
        expect(text).toContain('1,234 tokens in (200 cached), 56 out');
        expect(text).toContain('MSP_MODEL is off');
        expect(text).not.toMatch(/Fabrikam|77/);
        expect(where).not.toBe('channel');
      },
    );

    test.each(['ada', 'otto'] as const)('%s, who has no role, is told who can help, and no figure', async (who) => {
      const { text, where } = await answer(chat.commands(who, 'cost'), who, /technicians, approvers and admins/);

      expect(text).toContain('Tess Novak');
      expect(text).not.toMatch(/\$/);
      expect(where).not.toBe('channel');
    });

    test('a role for another customer shows nothing of this one', async () => {
      const elsewhere = await answer(chat.whispersToBot('kim', '/msp cost'), 'kim', /What the language model cost/);
      const stranger = await answer(
        chat.whispersToBot('tess', '/msp cost'),
        'tess',
        /technicians, approvers and admins/,
      );

      expect(elsewhere.text).toContain('$77.00');
      expect(elsewhere.text).not.toMatch(/Contoso|8\.20/);
      expect(stranger.text).toContain('Kim Diaz');
      expect(stranger.text).not.toMatch(/\$/);
    });

    test('where nothing is asked and nothing was paid, that is said plainly', async () => {
      await desk.database.query('truncate app.model_call');

      const { text } = await answer(chat.commands('tess', 'cost'), 'tess', /No language model is asked here/);

      expect(text).toContain('MSP_MODEL');
    });

    test('help lists it', async () => {
      expect((await answer(chat.commands('ada', 'help'), 'ada', /\/msp/)).text).toContain('/msp cost');
    });
  });
});
