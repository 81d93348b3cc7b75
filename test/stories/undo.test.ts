import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Shown, sees, type TestChat } from '../fakes/chat.ts';
import { chats } from '../fakes/chats.ts';
import { describeWithDatabase } from '../fakes/database.ts';
import { startDesk, type TestDesk } from '../fakes/desk.ts';
import { effectsOf } from '../fakes/world.ts';

describeWithDatabase('taking something back', () => {
  describe.each(chats)('on %s', (_, startChat) => {
    let desk: TestDesk;
    let chat: TestChat;
    /** Results of earlier requests. */
    const known = new Set<string>();
    beforeAll(async () => {
      desk = await startDesk(startChat);
      ({ chat } = desk);
    });
    afterAll(() => desk.stop());

    const approval = (what: string) => (shown: Shown) =>
      shown.text.includes('Approval needed') && shown.text.includes(what);
    const operations = async () => (await effectsOf(desk)).map(({ operation }) => operation);

    const undoOutcomes = async () => {
      const { rows } = await desk.database.query<{ outcome: string | null }>(
        `select outcome from app.ticket where ticket->'command'->>'workflow' = 'undo' order by number`,
      );
      return rows.map(({ outcome }) => outcome);
    };

    /** Has Ada given a licence, and finds what she is told at the end. */
    async function licenceGiven(): Promise<Shown> {
      await chat.commands('ada', 'assign-license ada@contoso.com Visio Plan 2');
      const card = await sees(chat, 'sam', approval('Assign the licence'));
      expect(card.text).toContain('possible for an hour after it is done');
      await chat.presses('sam', 'Approve', card);
      const isNew = ({ id, text, buttons }: Shown) =>
        !known.has(id) && text.includes('Resolved') && buttons.includes('Undo');
      const result = await sees(chat, 'ada', isNew);
      known.add(result.id);
      return result;
    }

    test('is offered with the result, asks for an approval of its own, and is done once', async () => {
      const result = await licenceGiven();
      expect(result.text).toMatch(/Can be undone until/);

      await chat.presses('ada', 'Undo', result);
      await chat.presses('ada', 'Undo', result);

      const card = await sees(chat, 'sam', approval('Undo: Assign the licence'));
      await chat.presses('sam', 'Approve', card, { typed: 'ada@contoso.com' });
      await sees(chat, 'ada', /What MSP-\d+ did for ada@contoso\.com was taken back/);
      await expect.poll(undoOutcomes).toEqual(['resolved']);
      await chat.presses('ada', 'Undo', result);
      await sees(chat, 'ada', /was taken back already, by MSP-\d+/);
      expect(await operations()).toEqual(['graph.assignLicense', 'graph.removeLicense']);
    });

    test('is refused to somebody who has nothing to do with it, and does not say what it was', async () => {
      const result = await licenceGiven();
      const before = await operations();

      await chat.presses('otto', 'Undo', result);

      const refusal = await sees(chat, 'otto', 'There is no ticket of yours with that number');
      expect(refusal.text).not.toContain('Visio');
      expect(await operations()).toEqual(before);
    });

    test('is over after an hour', async () => {
      const result = await licenceGiven();
      await desk.database.query(`update app.effect set ended_at = ended_at - interval '61 minutes'`);

      await chat.presses('ada', 'Undo', result);

      await sees(chat, 'ada', 'and that is over');
      const { rows } = await desk.database.query(
        `select from app.ticket where ticket->'command'->>'workflow' = 'undo'`,
      );
      expect(rows).toHaveLength(1);
    });

    test('by command works for a technician, and says what can not be undone', async () => {
      const { text } = await licenceGiven();
      const [ticket = ''] = /MSP-\d+/.exec(text) ?? [];
      await chat.commands('ada', 'undo MSP-999');
      await sees(chat, 'ada', 'There is no ticket of yours with that number');

      await chat.commands('tess', `undo ${ticket}`);

      await sees(chat, 'tess', `I have asked for what ${ticket} did to be taken back`);
      await chat.presses('sam', 'Deny', await sees(chat, 'sam', approval('Undo: Assign the licence')));
      await sees(chat, 'tess', /Denied/);
    });

    test('that nobody approved can be asked for once more', async () => {
      const result = await licenceGiven();
      await chat.presses('ada', 'Undo', result);
      const first = await sees(chat, 'sam', approval('Undo: Assign the licence'));
      await chat.presses('sam', 'Deny', first);
      await expect.poll(async () => (await undoOutcomes()).at(-1)).toBe('denied');

      await chat.presses('ada', 'Undo', result);

      const again = await sees(chat, 'sam', (shown) => shown.id !== first.id && approval('Undo: Assign')(shown));
      await chat.presses('sam', 'Approve', again, { typed: 'ada@contoso.com' });
      await expect.poll(async () => (await undoOutcomes()).at(-1)).toBe('resolved');
    });

    test('of which a part was done before the rest was denied is not asked for again', async () => {
      const result = await licenceGiven();
      await chat.presses('ada', 'Undo', result);
      const first = await sees(chat, 'sam', approval('Undo: Assign the licence'));
      await chat.presses('sam', 'Deny', first);
      await expect.poll(async () => (await undoOutcomes()).at(-1)).toBe('denied');
      const before = (await undoOutcomes()).length;
      await desk.database.query(
        `insert into app.effect (key, run_id, customer_id, operation, input_digest, state, deadline)
         select 'MSP-' || number || ':undo-one', 'MSP-' || number, customer_id, 'graph.removeLicense', '', 'done', now()
         from app.ticket where ticket->'command'->>'workflow' = 'undo' order by number desc limit 1`,
      );

      await chat.presses('ada', 'Undo', result);

      await sees(chat, 'ada', /MSP-\d+ has taken back a part of what MSP-\d+ did, and nobody approved the rest/);
      expect(await undoOutcomes()).toHaveLength(before);
    });

    test('is not offered where there is no way back', async () => {
      await chat.says('ada', 'I forgot my password, no way back');
      await chat.presses('sam', 'Approve', await sees(chat, 'sam', approval('no way back')));

      const { text, buttons } = await sees(chat, 'ada', (shown) => /Resolved[\s\S]*password of ada/.test(shown.text));

      expect(buttons).toEqual([]);
      const [ticket = ''] = /MSP-\d+/.exec(text) ?? [];
      await chat.commands('ada', `undo ${ticket}`);
      await sees(chat, 'ada', `Nothing that ${ticket} did can be undone`);
    });
  });
});
