import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type ChatSetup, type Console, connectChats } from './chat/all.ts';
import type { ChatConnection } from './chat/connection.ts';
import { createRuleClassifier } from './classify/rules.ts';
import type { Config } from './config.ts';
import { connectors } from './connectors/all.ts';
import { createRegistry } from './connectors/registry.ts';
import { type Database, openDatabase } from './database.ts';
import { createDesk } from './desk/desk.ts';
import { firstRoster } from './desk/first-roster.ts';
import type { DeskParts } from './desk/parts.ts';
import { ticketProgram } from './desk/work-ticket.ts';
import { Roster } from './domain/roster.ts';
import type { Ticket } from './domain/ticket.ts';
import { startHttpServer } from './http/server.ts';
import type { Log } from './lib/log.ts';
import { migrateEngine, startDbosRuns } from './runs/dbos.ts';
import type { Runs } from './runs/port.ts';
import { takeOverFromTheDead } from './runs/takeover.ts';
import { createApprovals } from './store/approvals.ts';
import { createConversations } from './store/conversations.ts';
import { createEffects } from './store/effects.ts';
import { createInbox } from './store/inbox.ts';
import { join as joinReplicas } from './store/membership.ts';
import { migrate } from './store/migrate.ts';
import { createPool } from './store/pool.ts';
import { createQuestions } from './store/questions.ts';
import { openSettings } from './store/settings.ts';
import { settingsFile } from './store/settings-file.ts';
import { settingsRow } from './store/settings-row.ts';
import { createTickets, type Tickets } from './store/tickets.ts';
import { loadWorkflows } from './workflows/load.ts';

const WORKFLOWS = fileURLToPath(new URL('../workflows', import.meta.url));

/** What the world gives the app. Everything has a default; tests and the demo give their own. */
export interface Io {
  readonly log: Log;
  /** By default the one of the settings, opened now. */
  readonly database?: Database;
  readonly console?: Console;
  /** Which chats there are; by default those that are configured. */
  readonly connect?: (setup: ChatSetup) => Promise<ChatConnection[]>;
  readonly workflowsFolder?: string;
  /** Who is known when there are no settings yet. */
  readonly roster?: Roster;
  readonly now?: () => Date;
  /** Another process works under our name: this one must end at once. */
  readonly onLost?: (reason: string) => void;
}

/** The running desk. */
export interface App {
  readonly origin: string;
  readonly tickets: Pick<Tickets, 'from' | 'find'>;
  /** Returns when everything that was accepted is dealt with or waits for somebody. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/** The one place where all parts meet. */
export async function createApp(config: Config, io: Io): Promise<App> {
  const { log, now = () => new Date() } = io;
  const undo: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    await mkdir(config.dataDir, { recursive: true });
    const database = io.database ?? (await openDatabase(config, log));
    undo.push(() => database.stop());
    const { url } = database;
    const registry = createRegistry({
      connectors,
      demo: { pause: (signal) => pause(config.demoPaceMs, undefined, { signal }) },
    });
    const [workflows] = await Promise.all([
      loadWorkflows(io.workflowsFolder ?? WORKFLOWS, registry),
      migrate(url, { engine: migrateEngine }),
    ]);
    const pool = createPool(url);
    undo.push(() => pool.end());
    const settings = await openSettings({
      adapter: config.databaseUrl ? settingsRow(pool) : settingsFile(join(config.dataDir, 'settings.json'), log),
      schema: Roster,
      initial: io.roster ?? firstRoster,
    });

    const platforms: Map<string, ChatConnection['platform']> = new Map();
    let runs: Runs<Ticket> | undefined;
    const parts: DeskParts = {
      pool,
      inbox: createInbox(pool),
      tickets: createTickets(pool),
      approvals: createApprovals(pool),
      questions: createQuestions(pool),
      effects: createEffects(pool),
      registry,
      workflows,
      classify: createRuleClassifier(),
      platforms,
      roster: () => settings.read(),
      runs: () => {
        if (!runs) throw new Error('The engine has not started yet');
        return runs;
      },
      log,
      now,
    };
    const desk = createDesk(parts);
    const memory = createConversations(pool);
    const people = async () => (await settings.read()).people;
    const chats = await (io.connect ?? connectChats)({ config, console: io.console, ears: desk, memory, people, log });
    for (const { platform } of chats) platforms.set(platform.name, platform);

    const { replica } = config;
    const membership = await joinReplicas({ url, id: replica, onLost: io.onLost ?? (() => {}), log });
    undo.push(() => membership.leave());
    runs = await startDbosRuns({ url, replica, program: ticketProgram(parts), log });
    undo.push(async () => runs?.stop());
    const takeover = takeOverFromTheDead({ pool, replica, membership, log });
    undo.push(() => takeover.stop());
    undo.push(() => desk.stop());

    const http = await startHttpServer({
      ...config.http,
      routes: chats.flatMap(({ routes }) => routes),
      health: async () => void (await pool.query('select 1')),
      log,
    });
    undo.push(() => http.stop());
    for (const chat of chats) {
      await chat.start();
      undo.push(() => chat.stop());
    }
    await desk.resume();
    return { origin: http.origin, tickets: parts.tickets, settled: () => desk.settled(), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
