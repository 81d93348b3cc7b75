import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createClassifiers } from '../../src/cli/msp/classifiers.ts';
import { replayTickets } from '../../src/cli/msp/replay.ts';
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
    await using journal = await openJournal(desk.cable.url);
    const printed: string[] = [];
    await replayTickets(
      { file, against: 'offline', since: '1d', yes: false, json },
      {
        tickets: createTickets(desk.database),
        questions: createQuestions(desk.database),
        journal,
        roster: rosterOf(desk.chat),
        registry,
        classifiers: createClassifiers({ modelFor: async () => undefined }),
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
});
