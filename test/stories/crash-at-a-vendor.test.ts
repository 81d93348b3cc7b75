import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createPool, type Pool } from '../../src/store/pool.ts';
import { type Bot, createBot } from '../fakes/bot.ts';
import { sees, type TestChat } from '../fakes/chat.ts';
import { describeWithDatabase, type FreshDatabase, freshDatabase } from '../fakes/database.ts';
import { rosterOf } from '../fakes/desk.ts';
import { inDeskYaml } from '../fakes/desk-yaml.ts';
import { startSlack } from '../fakes/slack.ts';
import { type Lab, openLab } from '../fakes/vendors/lab.ts';
import { createZohoDesk, type FakeZohoDesk } from '../fakes/vendors/zoho-desk.ts';
import { effectsOf } from '../fakes/world.ts';

const LONG = 30_000;

describeWithDatabase('a bot that is killed while a vendor works for it', () => {
  let chat: TestChat;
  let zohoDesk: FakeZohoDesk;
  let lab: Lab;
  let fresh: FreshDatabase;
  let database: Pool;
  let folder: string;
  let bot: Bot;
  beforeEach(async () => {
    zohoDesk = createZohoDesk();
    const { connection, credentials } = zohoDesk.enrol('contoso');
    [chat, lab, fresh, folder] = await Promise.all([
      startSlack(),
      openLab([zohoDesk]),
      freshDatabase(),
      mkdtemp(join(tmpdir(), 'desk-crash-')),
    ]);
    database = createPool(fresh.url);
    const secrets = Object.entries(credentials).map(([reference, value]) => [reference.replace('env:', ''), value]);
    const settings = { ...(await lab.environment()), ...Object.fromEntries(secrets) };
    bot = await createBot({ dataDir: folder, chat, database: fresh.url, settings });
    await writeFile(join(folder, 'desk.yaml'), deskWith(connection));
    chat.deliverTo(bot.origin);
    await bot.start();
  });
  afterEach(async () => {
    await bot.stop();
    await Promise.all([chat.stop(), lab.close(), database.end()]);
    await fresh.drop();
    await rm(folder, { recursive: true, force: true });
  });

  function deskWith(connection: unknown): string {
    const { customers, people } = rosterOf(chat);
    const connected = customers.map((customer) => ({ ...customer, modes: { zohoDesk: 'sandbox' as const } }));
    return inDeskYaml({ customers: connected, people }, { contoso: { zohoDesk: Object(connection) } });
  }

  test.each([
    ['has opened the ticket is not asked for another one', { carriedOut: true }, 1],
    ['has not opened the ticket is asked again', { carriedOut: false }, 2],
  ])('a vendor that %s', async (_, { carriedOut }, attempt) => {
    const creation = lab.fail({ method: 'POST', path: '/api/v1/tickets' }, { carriedOut, how: 'silence' });
    await chat.says('ada', 'The coffee machine in the kitchen hums a strange tune');
    await creation.met;

    await bot.kill();
    await database.query('update app.effect set deadline = clock_timestamp()'); // nothing is on its way any more
    await bot.start();

    await sees(chat, 'tess', /It is help desk ticket \d+[\s\S]*coffee machine/, LONG);
    expect(zohoDesk.organisation('contoso').tickets()).toHaveLength(1);
    expect(await effectsOf({ database })).toEqual([{ operation: 'zohoDesk.createTicket', state: 'done', attempt }]);
  });
});
