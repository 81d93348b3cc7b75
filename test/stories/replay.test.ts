import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Classifiers, createClassifiers } from '../../src/cli/msp/classifiers.ts';
import { type AskedReplay, replayTickets } from '../../src/cli/msp/replay.ts';
import { policyOf } from '../../src/policy/policy.ts';
import { openJournal } from '../../src/runs/journal.ts';
import { createQuestions } from '../../src/store/questions.ts';
import { createTickets } from '../../src/store/tickets.ts';
import { loadWorkflows } from '../../src/workflows/load.ts';
import { sees } from '../fakes/chat.ts';
import { describeWithDatabase } from '../fakes/database.ts';
import { rosterOf, startDesk, type TestDesk } from '../fakes/desk.ts';
import { startSlack } from '../fakes/slack.ts';
import { effectsOf, outcomeOf } from '../fakes/world.ts';
import { registry } from '../unit/workflows/bad-workflow.ts';

const workflowsFolder = fileURLToPath(new URL('../../workflows', import.meta.url));

describeWithDatabase('a replay', () => {
  let desk: TestDesk;
  let folder: string;
  beforeAll(async () => {
    [desk, folder] = await Promise.all([startDesk(startSlack), mkdtemp(join(tmpdir(), 'desk-replay-'))]);
    const { chat } = desk;
    await chat.says('ada', 'I forgot my password and can not sign in');
    await chat.presses('sam', 'Approve', await sees(chat, 'sam', 'Approval needed'));
    await sees(chat, 'ada', 'Resolved in');
    await chat.says('otto', 'The coffee machine hums');
    await vi.waitFor(
      async () => {
        expect(await outcomeOf(desk, 'forgot my password')).toBe('resolved');
        expect(await outcomeOf(desk, 'coffee machine')).toBe('assigned');
      },
      { timeout: 20_000, interval: 50 },
    );
  });
  afterAll(async () => {
    await desk.stop();
    await rm(folder, { recursive: true, force: true });
  });

  /** What `msp replay` prints for the password workflow with this change. */
  async function replayed(from: string, to: string, json = false): Promise<string> {
    const text = await readFile(join(workflowsFolder, 'reset-password.yaml'), 'utf8');
    const file = join(folder, 'reset-password.yaml');
    await writeFile(file, text.replace(from, to));
    return replay({ file, json });
  }

  /** With one that takes everything for a printer, and one that takes a dollar. */
  const stubborn: Classifiers = {
    ...createClassifiers({ modelFor: async () => undefined }),
    anthropic: async () => ({
      classify: () => Promise.reject(new Error('it was asked')),
      paid: {
        model: 'some-model',
        isEstimate: false,
        most: async ({ length }) => length,
        costOf: () => 1,
        troubles: () => [],
      },
    }),
    async local() {
      const { offline } = createClassifiers({ modelFor: async () => undefined });
      const { classify } = await offline([]);
      return {
        async classify(...ticket) {
          return { ...(await classify(...ticket)), category: 'printer_issue', confidence: 66, autoResolvable: false };
        },
      };
    },
  };

  async function replay(asked: Partial<AskedReplay>): Promise<string> {
    await using journal = await openJournal(desk.cable.url);
    const printed: string[] = [];
    await replayTickets(
      { against: 'offline', since: '1d', yes: false, json: false, ...asked },
      {
        tickets: createTickets(desk.database),
        questions: createQuestions(desk.database),
        journal,
        roster: rosterOf(desk.chat),
        policyFor: async () => policyOf(),
        registry,
        classifiers: stubborn,
        workflows: await loadWorkflows(workflowsFolder, registry),
        terminal: { print: (line) => printed.push(line), complain() {}, canAsk: false, ask: async () => false },
        now: () => new Date(),
        signal: new AbortController().signal,
      },
    );
    return printed.join('\n');
  }

  test('of a workflow that has not changed finds nothing different', async () => {
    expect(await replayed('', '')).toContain('0 of 2 tickets would go another way.');
  });

  test('names the tickets that a change would touch, and how', async () => {
    const text = await replayed('categories:\n  - password_reset', 'categories: []');

    expect(text).toContain('MSP-1 (was reset-password, resolved)');
    expect(text).toContain('workflow: reset-password → hand-over');
    expect(text).toContain('outcome: resolved → assigned');
    expect(text).toContain('1 of 2 tickets would go another way');
    expect(text).not.toContain('MSP-2');
  });

  test('gives programs every ticket, and leaves no trace', async () => {
    const before = await effectsOf(desk);

    const { tickets, summary } = JSON.parse(await replayed('revokeSessions', 'revokeSessions', true));

    expect(tickets).toHaveLength(2);
    expect(tickets[0]).toMatchObject({ ticket: 'MSP-1', differs: [], today: { outcome: 'resolved' } });
    expect(summary).toMatchObject({ tickets: 2, different: 0 });
    expect(await effectsOf(desk)).toEqual(before);
  });

  test('with two classifiers names the tickets they understand differently, and who is right where somebody knows', async () => {
    await desk.database.query(
      `update app.ticket set corrected_category = 'password_reset' where ticket->>'body' like '%forgot my password%'`,
    );

    const text = await replay({ classifier: 'local' });

    expect(text).toContain('MSP-1 I forgot my password and can not sign in\n  local    printer_issue 66');
    expect(text).toMatch(/ {2}offline {2}password_reset \d\d +→ reset-password/);
    expect(text).toContain('  really   password_reset');
    expect(text).toMatch(/2 of 2 tickets would be understood another way: category 2, workflow 1/);
    expect(text).toContain('Of the 1 whose category somebody corrected, local is right about 0, offline about 1.');
  });

  test('of a classifier with itself finds nothing different', async () => {
    const { tickets, summary, classifiers } = JSON.parse(await replay({ classifier: 'offline', json: true }));

    expect(classifiers).toEqual({ one: 'offline', other: 'offline' });
    expect(summary).toMatchObject({ tickets: 2, different: 0, right: { one: 1, other: 1 } });
    expect(tickets[0]).toMatchObject({ ticket: 'MSP-1', differs: [], corrected: 'password_reset' });
  });

  test('spends nothing on a language model before somebody agrees to it', async () => {
    const replayed = replay({ classifier: 'offline', against: 'anthropic' });

    await expect(replayed).rejects.toThrow('some-model would judge 2 tickets, and that costs $2.00 at most.');
  });

  test.each([
    ['neither', {}],
    ['both', { file: 'reset-password.yaml', classifier: 'rules' }],
  ])('of %s a workflow and a classifier says what to name', async (_, asked) => {
    await expect(replay(asked)).rejects.toMatchObject({
      remedy: 'Name a changed workflow file, or a classifier with --classifier.',
    });
  });
});
