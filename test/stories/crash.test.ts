import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createPool, type Pool } from '../../src/store/pool.ts';
import { type Bot, createBot } from '../fakes/bot.ts';
import { sees, type TestChat } from '../fakes/chat.ts';
import { chats } from '../fakes/chats.ts';
import { describeWithEmbeddedServer } from '../fakes/database.ts';
import { databaseRoom } from '../fakes/database-room.ts';
import { startSlack } from '../fakes/slack.ts';
import { effectsOf, outcomeOf, stateOf } from '../fakes/world.ts';

const LONG = 30_000;

describeWithEmbeddedServer('the bot and its database, killed without warning', { timeout: 120_000 }, () => {
  let chat: TestChat;
  let bot: Bot;
  let folder: string;
  let database: Pool;

  async function open(startChat: () => Promise<TestChat>) {
    chat = await startChat();
    folder = await mkdtemp(join(databaseRoom, 'desk-crash-'));
    bot = await createBot({ dataDir: folder, chat, settings: { MSP_DEMO_PACE_MS: '300' } });
    chat.deliverTo(bot.origin);
    await bot.start();
    database = createPool(await bot.databaseUrl());
  }
  afterEach(async () => {
    await database.end();
    await bot.stop();
    await chat.stop();
    await rm(folder, { recursive: true, force: true });
  });

  test.each(chats)(
    'a card that waits on %s survives the death of both, and its button still works',
    async (_, startChat) => {
      await open(startChat);
      await chat.says('ada', 'I forgot my password and can not sign in');
      await sees(chat, 'sam', 'Approval needed', LONG);

      await bot.kill();
      await bot.killDatabase();
      await bot.start();
      const card = await sees(
        chat,
        'sam',
        ({ text, buttons }) => text.includes('Approval needed') && buttons.includes('Approve'),
        LONG,
      );
      await chat.presses('sam', 'Approve', card);

      await sees(chat, 'ada', /Resolved in/, LONG);
      expect(await effectsOf({ database })).toEqual([{ operation: 'graph.resetPassword', state: 'done', attempt: 1 }]);
    },
  );

  describe('on one chat for all', () => {
    beforeEach(() => open(startSlack));

    test('a dead database comes back under the living bot', async () => {
      await chat.says('ada', 'I forgot my password and can not sign in');
      const card = await sees(chat, 'sam', 'Approval needed', LONG);

      await bot.killDatabase();
      // Slack says that a click was not taken, and people click again.
      const decided = async () => {
        await chat.presses('sam', 'Approve', card);
        return stateOf({ database }, 'forgot my password').catch(() => undefined);
      };
      await expect.poll(decided, { timeout: LONG, interval: 500 }).toBe('approved');

      await sees(chat, 'ada', /Resolved in/, LONG);
    });

    test('a call that was cut off and must not be repeated is asked about, not repeated', async () => {
      await chat.says('ada', 'The coffee machine in the kitchen hums a strange tune');
      await expect
        .poll(() => effectsOf({ database }), { timeout: LONG })
        .toEqual([{ operation: 'zohoDesk.createTicket', state: 'started', attempt: 1 }]);

      await bot.kill();
      await bot.start();

      const card = await sees(chat, 'tess', "I can't tell whether", LONG);
      expect(await effectsOf({ database })).toEqual([
        { operation: 'zohoDesk.createTicket', state: 'unsure', attempt: 1 },
      ]);
      await chat.presses('tess', 'It happened', card);
      await sees(chat, 'tess', /A ticket for a technician[\s\S]*coffee machine/, LONG);
      await expect.poll(() => outcomeOf({ database }, 'coffee machine'), { timeout: LONG }).toBe('assigned');
    });

    test('killed again and again, every ticket that was taken reaches its end, and nothing happens twice', async () => {
      const tickets = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth'];
      for (const [index, word] of tickets.entries()) {
        const who = index % 2 === 0 ? 'ada' : 'otto'; // three new ways to sign in a day, and no more, for each
        await chat.says(who, `I forgot my password, please reset it, this is the ${word} time`);
        const approver = index < 3 ? 'sam' : 'kim'; // the sixth within a minute would have to be typed
        const card = await sees(
          chat,
          approver,
          ({ text }) => text.includes('Approval needed') && text.includes(word),
          LONG,
        );
        const pressing = chat.presses(approver, 'Approve', card).catch(() => {});
        if (index % 2 === 0) await pressing;
        if (index % 3 === 2) await bot.killDatabase();
        await bot.kill();
        await pressing;
        await bot.start();
        await chat.presses(approver, 'Approve', card).catch(() => {});
      }

      for (const word of tickets) {
        await expect.poll(() => outcomeOf({ database }, word), { timeout: LONG }).toBe('resolved');
      }
      const effects = await effectsOf({ database });
      expect(effects).toHaveLength(tickets.length);
      expect(effects.every(({ state }) => state === 'done')).toBe(true);
    });
  });
});
