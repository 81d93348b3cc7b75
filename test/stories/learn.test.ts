import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { shipped } from '../../src/classify/local/shipped.ts';
import { trainInBackground } from '../../src/classify/local/worker.ts';
import { teach } from '../../src/desk/teach.ts';
import { createTraining, type Train } from '../../src/desk/training.ts';
import type { Category } from '../../src/domain/category.ts';
import { noLog } from '../../src/lib/log.ts';
import { createCustomerModels } from '../../src/store/customer-models.ts';
import { createLessons } from '../../src/store/lessons.ts';
import { createTickets, type TicketLine } from '../../src/store/tickets.ts';
import { describeWithDatabase } from '../fakes/database.ts';
import { rosterOf, startDesk, type TestDesk } from '../fakes/desk.ts';
import { startSlack } from '../fakes/slack.ts';

const msp = fileURLToPath(new URL('../../src/cli/msp.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'desk-learn-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The ticket that says this, once it was understood. */
function understood(desk: TestDesk, words: string): Promise<TicketLine> {
  return vi.waitFor(
    async () => {
      const lines = await createTickets(desk.database).since(new Date(0));
      const found = lines.find(({ ticket, category }) => ticket.body.includes(words) && category !== null);
      if (!found) throw new Error(`Nobody has understood "${words}"`);
      return found;
    },
    { timeout: 30_000, interval: 50 },
  );
}

async function says(desk: TestDesk, words: string): Promise<Category | null> {
  await desk.chat.says('otto', words);
  return (await understood(desk, words)).category;
}

/** A command in a process of its own, beside the desk that is open. */
async function run(desk: TestDesk, ...args: readonly string[]): Promise<string> {
  const { PATH = '', HOME = '' } = process.env;
  const env = { PATH, HOME, DATA_DIR: join(folder, 'data'), DATABASE_URL: desk.cable.url };
  return (await promisify(execFile)(process.execPath, [msp, ...args], { cwd: folder, env })).stdout;
}

describeWithDatabase('what a customer teaches', () => {
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await startDesk(startSlack);
  });
  afterAll(() => desk.stop());

  test('changes how the open desk understands the same words, of that customer alone, and survives a restart', async () => {
    const lessons = ['The Falcon board is red', 'Falcon is red', 'Our Falcon shows red'];
    const file = join(folder, 'lessons.csv');
    writeFileSync(file, ['text,category', ...lessons.map((text) => `${text},backup_restore`)].join('\n'));
    const before = await says(desk, 'The Falcon board is red since Monday');

    const told = await run(desk, 'learn', file, '--customer', 'contoso');
    const after = await says(desk, 'The Falcon board is red since Tuesday');
    await desk.reopen();
    const reopened = await says(desk, 'The Falcon board is red since Wednesday');
    await desk.changeRoster((roster) => ({
      ...roster,
      customers: [
        ...roster.customers,
        { id: 'fabrikam', name: 'Fabrikam', chats: [desk.chat.channel], desk: [], modes: {} },
      ],
    }));
    const ofFabrikam = await says(desk, 'The Falcon board is red since Thursday');
    await desk.changeRoster(() => rosterOf(desk.chat));

    expect(told).toContain('Kept for contoso: 3 new, 0 changed, 0 known already.');
    expect(before).not.toBe('backup_restore');
    expect([after, reopened, ofFabrikam]).toEqual(['backup_restore', 'backup_restore', before]);
    expect(await run(desk, 'lessons', '--customer', 'contoso')).toContain('Our Falcon shows red');
  });

  test('is measured with what was taught, and without', async () => {
    const file = join(folder, 'judged.csv');
    writeFileSync(file, 'text,category\nThe Falcon board is red,backup_restore\nFalcon is red today,backup_restore\n');

    const own = JSON.parse(await run(desk, 'eval', file, '--customer', 'contoso', '--json'));
    const shippedAlone = JSON.parse(await run(desk, 'eval', file, '--json'));

    expect(own).toMatchObject({ customer: 'contoso', seen: 1, accuracy: { strict: { right: 2 } } });
    expect(shippedAlone).toMatchObject({ customer: null, seen: 0, accuracy: { strict: { right: 0 } } });
  });

  test('is gone when it is forgotten', async () => {
    const told = await run(desk, 'learn', '--customer', 'contoso', '--forget', '--yes');

    expect(told).toContain('3 lessons of contoso forgotten.');
    expect(await says(desk, 'The Falcon board is red since Friday')).not.toBe('backup_restore');
  });
});

describeWithDatabase('a correction', () => {
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await startDesk(startSlack);
  });
  afterAll(() => desk.stop());

  const models = () => createCustomerModels(desk.database, () => shipped().taught);
  const [, tess] = [0, { id: 'tess', name: 'Tess Novak', identities: [], roles: {} }];

  /** Tess says what a ticket really is. */
  async function corrects(words: string, category: Category, train: Train = trainInBackground) {
    const training = createTraining({ models: models(), train, log: noLog });
    const { ticket } = await understood(desk, words);
    const outcome = await teach(
      { ticket, category, by: tess },
      {
        ...{ pool: desk.database, training, log: noLog },
        tickets: createTickets(desk.database),
        lessons: createLessons(desk.database),
      },
    );
    await training.settled();
    return outcome;
  }

  test('is kept with the ticket, in the audit and as a lesson, and the next ticket is understood by it', async () => {
    const before = await says(desk, 'The Kestrel lamp blinks');

    const outcome = await corrects('The Kestrel lamp blinks', 'backup_restore');
    const after = await says(desk, 'The Kestrel lamp blinks again');

    const { ticket, corrected } = await understood(desk, 'The Kestrel lamp blinks');
    expect(before).not.toBe('backup_restore');
    expect([outcome, corrected, after]).toEqual(['taught', 'backup_restore', 'backup_restore']);
    expect(await createLessons(desk.database).of('contoso')).toMatchObject([
      { text: 'The Kestrel lamp blinks', source: 'correction', ticketId: ticket.id, taughtBy: 'tess' },
    ]);
    const { rows } = await desk.database.query(
      `select actor, run_id, facts from app.audit where action = 'lessons.taught' order by seq`,
    );
    expect(rows).toEqual([
      {
        ...{ actor: 'tess', run_id: ticket.id },
        facts: { source: 'correction', category: 'backup_restore', added: 1, changed: 0 },
      },
    ]);
  });

  test('that says nothing new is known already, and trains nothing', async () => {
    const trained: string[] = [];
    const train: Train = async () => {
      trained.push('again');
      return shipped().model;
    };

    expect(await corrects('The Kestrel lamp blinks', 'backup_restore', train)).toBe('known');
    expect(trained).toEqual([]);
  });

  test('whose training failed is learned at the next start', async () => {
    const train: Train = () => Promise.reject(new Error('no memory'));

    const outcome = await corrects('The Kestrel lamp blinks', 'hardware_issue', train);
    const behind = await models().behind();
    await desk.reopen();

    expect([outcome, behind]).toEqual(['taught', ['contoso']]);
    await vi.waitFor(async () => expect(await models().behind()).toEqual([]), { timeout: 30_000, interval: 50 });
    expect(await says(desk, 'The Kestrel lamp blinks today')).toBe('hardware_issue');
  });
});
