import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type App, createApp } from '../../src/app.ts';
import { createPlayers, type Players } from '../../src/cli/demo/play.ts';
import { createStage } from '../../src/cli/demo/stage.ts';
import { firstRoster } from '../../src/desk/first-roster.ts';
import type { Workflow } from '../../src/domain/workflow.ts';
import { noLog } from '../../src/lib/log.ts';
import { ESCALATE, HAND_OVER } from '../../src/workflows/choose.ts';
import { loadWorkflows, WORKFLOWS } from '../../src/workflows/load.ts';
import { describeWithDatabase, type FreshDatabase, freshDatabase } from '../fakes/database.ts';
import { registry } from '../unit/workflows/bad-workflow.ts';

const workflows = await loadWorkflows(WORKFLOWS, registry);

/** What nobody asks for by name is asked for in words. */
const inWords: Readonly<Record<string, string>> = {
  [ESCALATE]: 'I clicked on a link in a phishing mail and typed my password',
  [HAND_OVER]: 'The coffee machine in the kitchen hums',
};

/** What is typed for each input that a command takes. */
const typed: Readonly<Record<string, string>> = {
  account: 'ada@contoso.com',
  device: 'CONTOSO-PC-17',
  license: 'Visio Plan 2',
  country: 'GB',
};

/** An account gets a few ways to sign in within a day and no more, so these are for somebody else. */
const forAnother = ['unlock-account', 'give-pass'];

describeWithDatabase('every workflow, played by the cast of the demo', () => {
  let app: App;
  let players: Players;
  let database: FreshDatabase;
  let folder: string;
  const stuck: unknown[] = [];
  const ended = new AbortController();

  beforeAll(async () => {
    [database, folder] = await Promise.all([freshDatabase(), mkdtemp(join(tmpdir(), 'desk-every-'))]);
    app = await createApp(
      {
        http: { host: '127.0.0.1', port: 0 },
        dataDir: folder,
        deskFile: { path: join(folder, 'desk.yaml'), mustExist: false },
        databaseUrl: database.url,
        replica: 'story',
        log: { level: 'silent' },
        terminal: 'off',
        demoPaceMs: 0,
      },
      {
        log: noLog,
        roster: firstRoster,
        async connect({ ears, people }) {
          const act = (card: Parameters<Players['act']>[0]) => void players.act(card).catch((e) => stuck.push(e));
          const stage = createStage({ people, output: undefined, color: false, onCard: act });
          players = createPlayers({ ears, stage, tickets: () => app.tickets, thinkMs: 0, signal: ended.signal });
          return [stage.connection];
        },
      },
    );
  });
  afterAll(async () => {
    ended.abort();
    await app.stop();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  const play = (workflow: Workflow, denied?: string) =>
    players.play({
      ...{ id: workflow.name, subject: '', body: askingFor(workflow), ...(denied ? { denied } : {}) },
      ...(forAnother.includes(workflow.name) ? { from: 'tess' } : {}), // nobody else could prove to be Tess
    });

  describe.concurrent('everything granted', () => {
    test.each(workflows)('$name comes to its end', async (workflow) => {
      const { workflow: name, outcome } = await play(workflow);

      expect([name, outcome, stuck]).toEqual([workflow.name, workflow.end, []]);
    });
  });

  describe.concurrent('nothing granted', () => {
    test.each(workflows.filter(needsApproval))('$name changes nothing', async (workflow) => {
      const { workflow: name, outcome } = await play(workflow, 'Not today.');

      expect([name, outcome, stuck]).toEqual([workflow.name, 'denied', []]);
    });
  });
});

function askingFor({ name, inputs }: Workflow): string {
  const words = Object.entries(inputs)
    .filter(([, { from }]) => from.includes('command'))
    .map(([input, { kind }]) =>
      kind === 'account' && forAnother.includes(name) ? 'tess@contoso.com' : (typed[kind] ?? input),
    );
  return inWords[name] ?? `/msp ${name} ${words.join(' ')}`;
}

function needsApproval({ steps }: Workflow): boolean {
  return Object.values(steps).some((step) => 'approve' in step);
}
