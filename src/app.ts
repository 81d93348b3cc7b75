import { setTimeout as pause } from 'node:timers/promises';
import { type ChatSetup, type Console, connectChats } from './chat/all.ts';
import type { ChatConnection } from './chat/connection.ts';
import { guardedEars } from './chat/guarded.ts';
import type { Classify } from './classify/classify.ts';
import { compose, composeDeskFile, composeRegistry } from './compose.ts';
import { signRegularly } from './compose-audit.ts';
import { composeFilter, knowForever, knowKeys, knowSettings, TOKENS_LIVE_MS } from './compose-filter.ts';
import { composeKeys } from './compose-keys.ts';
import { composeOutside } from './compose-outside.ts';
import { sweepRegularly } from './compose-secrets.ts';
import { type Config, environmentVariable } from './config.ts';
import { type Database, makeDataFolder, openDatabase } from './database.ts';
import { alertTechnicians } from './desk/alert.ts';
import { createDesk } from './desk/desk.ts';
import { firstRoster } from './desk/first-roster.ts';
import { ticketProgram } from './desk/work-ticket.ts';
import type { Customer } from './domain/customer.ts';
import type { Roster } from './domain/roster.ts';
import { startHttpServer } from './http/server.ts';
import { helpDeskPlatforms, startIntake } from './intake/intake.ts';
import { guardedLog, type Log } from './lib/log.ts';
import type { SecretFilter } from './lib/secret-filter.ts';
import { guardedRoutes } from './lib/web.ts';
import { migrateEngine, startDbosRuns } from './runs/dbos.ts';
import { guardedProgram } from './runs/guarded.ts';
import { takeOverFromTheDead } from './runs/takeover.ts';
import { repeatWakeUpCalls } from './runs/wake-up-calls.ts';
import { createCredentials } from './secrets/credentials.ts';
import { createArrivals } from './store/arrivals.ts';
import { createConversations } from './store/conversations.ts';
import { createCursors } from './store/cursors.ts';
import { createLetters } from './store/letters.ts';
import { join as joinReplicas } from './store/membership.ts';
import { migrate } from './store/migrate.ts';
import { createPool } from './store/pool.ts';
import type { Tickets } from './store/tickets.ts';
import { loadWorkflows, WORKFLOWS } from './workflows/load.ts';

/** How long a desk that closes still answers what it has heard. */
const LAST_WORDS_MS = 2_000;

/** Who is known is asked in the midst of transactions too: waiting there for a connection of the same pool, they would wait for each other. */
const LINK_CONNECTIONS = 2;

/** What the world gives the app. Everything has a default; tests and the demo give their own. */
export interface Io {
  readonly log: Log;
  /** By default the one of the settings, opened now. */
  readonly database?: Database;
  readonly console?: Console;
  /** Which chats there are; by default those that are configured. */
  readonly connect?: (setup: ChatSetup) => Promise<ChatConnection[]>;
  readonly workflowsFolder?: string;
  /** Who understands tickets; by default the product's own classifier. */
  readonly classify?: Classify;
  /** Who is known when there is no `desk.yaml`. */
  readonly roster?: Roster;
  readonly now?: () => Date;
  /** What keeps secrets from every sink. */
  readonly filter?: SecretFilter;
  /** Who vouches for the customers' systems beside the usual authorities. */
  readonly ca?: string;
  /** Another process works under our name: this one must end at once. */
  readonly onLost?: (reason: string) => void;
}

/** The running desk. */
export interface App {
  readonly origin: string;
  readonly tickets: Pick<Tickets, 'from' | 'find'>;
  /** Looks for tickets in the help desks now, out of turn. */
  lookForTickets(): Promise<void>;
  /** Deletes what nobody came for in time, out of turn. */
  sweep(): Promise<void>;
  /** Returns when everything that was accepted is dealt with or waits for somebody. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/** The one place where all parts meet. They begin one after the other and end the other way round, also when one can't begin. */
export async function createApp(config: Config, io: Io): Promise<App> {
  await using begun = new AsyncDisposableStack();
  const { connect = connectChats, onLost = () => {}, roster = firstRoster, now = () => new Date() } = io;
  const { replica } = config;
  const filter = io.filter ?? composeFilter(io.log);
  knowSettings(filter, config);
  const log = guardedLog(io.log, filter.at('log'));

  let isOpen = false;
  makeDataFolder(config);
  const { url } = begun.adopt(io.database ?? (await openDatabase(config, log)), (database) =>
    isOpen ? database.stop() : database.leaveAsFound(),
  );
  knowForever(filter, url);
  const pool = begun.adopt(createPool(url, { sieve: filter.at('database') }), (opened) => opened.end());
  const linksPool = begun.adopt(
    createPool(url, { connections: LINK_CONNECTIONS, sieve: filter.at('database') }),
    (opened) => opened.end(),
  );
  const deskFile = composeDeskFile(config, roster, log);
  const credential = createCredentials({ environment: environmentVariable, onSecret: filter.known }).read;
  const alert = (customer: Customer, what: string) => alertTechnicians(customer, what, composition.parts);
  const onSecret = (token: string) => filter.known(token, TOKENS_LIVE_MS);
  const outside = composeOutside(config, {
    deskFile,
    pool,
    credential,
    alert,
    log,
    now,
    onSecret,
    ...(io.ca ? { ca: io.ca } : {}),
  });
  begun.defer(() => outside.close());
  const registry = composeRegistry(config, outside.connections, filter);
  const { keys, close } = await composeKeys(config, { log, now, onSecret, ca: io.ca });
  begun.defer(close);
  const [workflows] = await Promise.all([
    loadWorkflows(io.workflowsFolder ?? WORKFLOWS, registry),
    migrate(url, { engine: migrateEngine }),
    deskFile.document(),
  ]);
  knowKeys(filter, keys);
  const composition = compose(config, {
    ...{ pool, linksPool, registry, workflows, deskFile, keys, filter, log, now, ca: io.ca },
    ...(io.classify ? { classify: io.classify } : {}),
  });
  begun.defer(() => composition.stop());
  begun.adopt(await signRegularly(config, { pool, log }), (signing) => signing.stop());
  const { parts } = composition;
  await composition.lookAtKept();

  const desk = createDesk(parts);
  const ears = guardedEars(desk, filter.at('inbox'), filter.at('press'));
  const memory = createConversations(pool);
  const people = async () => (await parts.roster()).people;
  const chats = await connect({ config, console: io.console, ears, memory, people, log });
  const letters = createLetters(pool);
  composition.connect([...chats.map(({ platform }) => platform), ...helpDeskPlatforms(letters, () => parts)]);

  const membership = await joinReplicas({ url, id: replica, onLost, log });
  begun.defer(() => membership.leave());
  const engine = await startDbosRuns({
    url,
    replica,
    program: guardedProgram(ticketProgram(parts), filter.at('journal')),
    log,
  });
  begun.defer(() => engine.stop());
  composition.run(engine);
  begun.adopt(repeatWakeUpCalls({ pool, replica, log }), (calls) => calls.stop());
  begun.defer(() => desk.stop());
  const inbox = { others: () => parts.inbox.others(), resume: (dead: string) => desk.resume(dead) };
  begun.adopt(sweepRegularly(composition, log), (sweeping) => sweeping.stop());
  begun.adopt(takeOverFromTheDead({ pool, replica, membership, inbox, log }), (takeover) => takeover.stop());

  const intake = startIntake({
    ...{ registry, connections: outside.connections, roster: parts.roster, ears, alert, log, now, letters },
    arrivals: createArrivals(pool),
    cursors: createCursors(pool),
    secretsOf: async (customerId) => Promise.all((await deskFile.ticketSecrets(customerId)).map(credential)),
  });
  begun.defer(() => intake.stop());
  const routes = chats.flatMap((chat) => chat.routes);
  const health = async () => void (await pool.query('select 1'));
  const http = await startHttpServer({
    ...config.http,
    routes,
    web: guardedRoutes([...composition.pages, ...intake.routes], filter.at('http')),
    health,
    log,
  });
  begun.defer(() => http.stop());
  for (const chat of chats) {
    await chat.start();
    begun.defer(() => chat.stop());
  }
  begun.defer(() => Promise.race([desk.settled(), pause(LAST_WORDS_MS, undefined, { ref: false })]));
  await desk.resume();
  isOpen = true;
  void composition.training.catchUp();

  const running = begun.move();
  return {
    origin: http.origin,
    tickets: parts.tickets,
    lookForTickets: () => intake.lookNow(),
    sweep: () => composition.sweep(),
    settled: () => desk.settled(),
    stop: () => running.disposeAsync(),
  };
}
