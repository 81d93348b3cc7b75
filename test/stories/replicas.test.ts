import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createPool, type Pool } from '../../src/store/pool.ts';
import { type Bot, createBot } from '../fakes/bot.ts';
import { sees } from '../fakes/chat.ts';
import { describeWithDatabase, type FreshDatabase, freshDatabase } from '../fakes/database.ts';
import { type SlackChat, startSlack } from '../fakes/slack.ts';
import { bodiesOf, effectsOf, holdingUp, outcomeOf } from '../fakes/world.ts';

const LONG = 30_000;

describeWithDatabase('bots that share a database', () => {
  let chat: SlackChat;
  let fresh: FreshDatabase;
  let database: Pool;
  let folder: string;
  const bots: Bot[] = [];

  beforeEach(async () => {
    [chat, fresh, folder] = await Promise.all([
      startSlack(),
      freshDatabase(),
      mkdtemp(join(tmpdir(), 'desk-replicas-')),
    ]);
    database = createPool(fresh.url);
  });
  afterEach(async () => {
    await Promise.all(bots.splice(0).map((bot) => bot.stop()));
    await chat.stop();
    await database.end();
    await fresh.drop();
    await rm(folder, { recursive: true, force: true });
  });

  async function startReplica(name: string, pace = 0): Promise<Bot> {
    const settings = { MSP_REPLICA: name, MSP_DEMO_PACE_MS: String(pace) };
    const bot = await createBot({ dataDir: join(folder, name), chat, database: fresh.url, settings });
    bots.push(bot);
    await bot.start();
    return bot;
  }

  test('go on with what one that was killed has left, once, and also when it comes back', {
    timeout: 60_000,
  }, async () => {
    const [one, two] = await Promise.all([startReplica('one'), startReplica('two')]);
    chat.deliverTo(one.origin);
    await chat.says('ada', 'I forgot my password and can not sign in');
    const card = await sees(chat, 'sam', 'Approval needed', LONG);

    await one.kill();
    chat.deliverTo(two.origin);
    await chat.presses('sam', 'Approve', card);

    await sees(chat, 'ada', 'Resolved in', LONG);
    await one.start();
    await chat.says('otto', 'I forgot my password, please reset it, wooden spoon');
    await sees(chat, 'sam', /Approval needed[\s\S]*wooden spoon/, LONG);
    expect(await effectsOf({ database })).toEqual([{ operation: 'graph.resetPassword', state: 'done', attempt: 1 }]);
    const told = (await chat.seenBy('ada')).filter(({ text }) => text.includes('Resolved in'));
    expect(told).toHaveLength(1);
  });

  test('take what one that was killed had accepted and not begun', { timeout: 60_000 }, async () => {
    const [one] = await Promise.all([startReplica('one'), startReplica('two')]);
    chat.deliverTo(one.origin);
    await holdingUp({ database }, 'app.ticket', async () => {
      await chat.says('ada', 'The coffee machine in the kitchen hums a strange tune');
      await one.kill();
    });

    await sees(chat, 'ada', 'With a technician', LONG);
    expect(await bodiesOf({ database }, 'coffee machine')).toHaveLength(1);
  });

  test('leave to each other what each is dealing with, also when one begins', async () => {
    const one = await startReplica('one');
    chat.deliverTo(one.origin);
    await holdingUp({ database }, 'app.ticket', async () => {
      await chat.commands('ada', 'status');
      const two = await startReplica('two');
      chat.deliverTo(two.origin);
    });
    await chat.commands('otto', 'help');
    await sees(chat, 'otto', '/msp status', LONG);

    await sees(chat, 'ada', 'No tickets to show', LONG);
    const answers = (await chat.seenBy('ada')).filter(({ text }) => text.includes('No tickets to show'));
    expect(answers).toHaveLength(1);
  });

  test('end quickly and in good order when they are asked to, and go on at the next start', async () => {
    const bot = await startReplica('one', 1_000);
    chat.deliverTo(bot.origin);
    await chat.says('ada', 'The coffee machine in the kitchen hums a strange tune');
    await expect
      .poll(() => effectsOf({ database }), { timeout: LONG })
      .toEqual([{ operation: 'zohoDesk.createTicket', state: 'started', attempt: 1 }]);

    const asked = Date.now();
    const code = await bot.stop();

    expect(code).toBe(0);
    expect(Date.now() - asked).toBeLessThan(8_000);
    await bot.start();
    await expect.poll(() => outcomeOf({ database }, 'coffee machine'), { timeout: LONG }).toBe('assigned');
    expect(await effectsOf({ database })).toEqual([{ operation: 'zohoDesk.createTicket', state: 'done', attempt: 1 }]);
  });
});
