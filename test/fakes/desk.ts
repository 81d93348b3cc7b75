import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, createApp } from '../../src/app.ts';
import type { Classify } from '../../src/classify/classify.ts';
import type { Config } from '../../src/config.ts';
import type { Customer } from '../../src/domain/customer.ts';
import type { Person, Role } from '../../src/domain/person.ts';
import type { Roster } from '../../src/domain/roster.ts';
import type { Duration } from '../../src/lib/duration.ts';
import { type Log, noLog } from '../../src/lib/log.ts';
import type { SecretFilter } from '../../src/lib/secret-filter.ts';
import type { PolicyRule } from '../../src/policy/rule.ts';
import { createPool, type Pool } from '../../src/store/pool.ts';
import { type Cable, layCable } from './cable.ts';
import type { Actor, TestChat } from './chat.ts';
import { freshDatabase } from './database.ts';
import { type Connections, inDeskYaml } from './desk-yaml.ts';
import { goLive, type Vendors } from './live.ts';
import type { Lab } from './vendors/lab.ts';
import type { FakeVendor } from './vendors/vendor.ts';

/** A desk of the product's own parts, open on one chat, with a database of its own. */
export interface TestDesk {
  readonly chat: TestChat;
  /** Where the customers' systems stand, if there are any. */
  readonly lab?: Lab;
  /** How they are reached, as `desk.yaml` has it. */
  readonly connections?: Connections;
  /** The one that is open now. */
  readonly app: App;
  /** The database as it is, whether the desk can reach it or not. */
  readonly database: Pool;
  /** Its data folder, in which what a test gave it lies too. */
  readonly folder: string;
  /** How the desk reaches its database. */
  readonly cable: Cable;
  /** Changes who is known while the desk is open, and how their systems are reached. */
  changeRoster(change: (roster: Roster) => Roster, connections?: Connections): Promise<void>;
  /** Closes the desk and opens it again on the same database. */
  reopen(): Promise<void>;
  stop(): Promise<void>;
}

interface Options {
  /** How long a simulated call takes. */
  readonly demoPaceMs?: number;
  /** How long every approval may wait; as the workflow says by default. */
  readonly approvalsExpireIn?: Duration;
  /** Changes the roster before the desk opens. */
  readonly roster?: (usual: Roster, channel: TestChat['channel']) => Roster;
  /** A second chat, on which the same people are known too. */
  readonly alsoOn?: TestChat;
  /** Vendors that are real for Contoso, by connector; the others only pretend. */
  readonly live?: Vendors;
  /** What every customer's requests have to satisfy beside what is built in. */
  readonly policy?: readonly PolicyRule[];
  /** Lets Contoso send tickets that are signed with it. */
  readonly ticketSecret?: string;
  readonly log?: Log;
  /** Where its workflows are; by default the product's own. */
  readonly workflows?: string;
  /** What is believed of every ticket, in place of what the product's classifier believes. */
  readonly classify?: Classify;
  /** Where people reach the desk's own pages. */
  readonly publicUrl?: string;
  /** What else stands beside the vendors, such as a language model, and the settings that it takes. */
  readonly beside?: readonly FakeVendor[];
  readonly settings?: Partial<Config>;
  /** In place of the product's own. */
  readonly filter?: SecretFilter;
}

export async function startDesk(startChat: () => Promise<TestChat>, options: Options = {}): Promise<TestDesk> {
  const [chat, { url, drop }, folder] = await Promise.all([
    startChat(),
    freshDatabase(),
    mkdtemp(join(tmpdir(), 'desk-story-')),
  ]);
  const chats = [chat, ...(options.alsoOn ? [options.alsoOn] : [])];
  const live = options.live && (await goLive(options.live, ['contoso'], folder, { beside: options.beside ?? [] }));
  const usual = withModes(rosterOf(...chats), live?.modes);
  let roster = options.roster?.(usual, chat.channel) ?? usual;
  const deskFile = join(folder, 'desk.yaml');
  const tickets = options.ticketSecret && { secret: `file:${join(folder, 'tickets.secret')}` };
  if (options.ticketSecret) await writeFile(join(folder, 'tickets.secret'), options.ticketSecret, { mode: 0o600 });
  await writeFile(deskFile, inDeskYaml(roster, live?.connections, tickets || undefined, options.policy));
  const cable = await layCable(url);
  const workflowsFolder =
    options.workflows ?? (options.approvalsExpireIn && (await workflowsThatExpire(folder, options.approvalsExpireIn)));
  const open = async () => {
    const config = configFor(cable.url, folder, deskFile, options.demoPaceMs ?? 0);
    const { log = noLog, publicUrl } = options;
    const keyFile = join(folder, 'desk.key');
    if (publicUrl) await writeFile(keyFile, Buffer.alloc(32, 7), { mode: 0o600 });
    const proxy = live && { url: live.lab.proxy, except: '' };
    const opened = await createApp(
      { ...config, ...(proxy && { proxy }), ...(publicUrl && { publicUrl, keyFile }), ...options.settings },
      {
        log,
        ...(live ? { ca: live.lab.ca } : {}),
        connect: async ({ ears, memory }) => chats.map((one) => one.connect({ ears, memory })),
        ...(workflowsFolder ? { workflowsFolder } : {}),
        ...(options.classify ? { classify: options.classify } : {}),
        ...(options.filter ? { filter: options.filter } : {}),
      },
    );
    for (const one of chats) one.deliverTo(opened.origin);
    return opened;
  };
  let app = await open();
  const database = createPool(url);
  return {
    chat,
    ...(live ? { lab: live.lab, connections: live.connections } : {}),
    get app() {
      return app;
    },
    ...{ database, folder, cable },
    async changeRoster(change, connections) {
      roster = change(roster);
      await writeFile(deskFile, inDeskYaml(roster, connections ?? live?.connections, undefined, options.policy));
    },
    async reopen() {
      await app.stop();
      app = await open();
    },
    async stop() {
      await app.stop();
      for (const one of chats) await one.stop();
      await live?.lab.close();
      await cable.cut();
      await database.end();
      await drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Contoso, where Sam and Kim approve, Tess is the technician, and Otto has no role. Nobody knows Eve. */
export function rosterOf(...chats: readonly TestChat[]): Roster {
  const places = chats.map(({ channel: { platform, workspace } }) => ({ platform, workspace }));
  const person = (id: Actor, name: string, roles: Role[] = []): Person => ({
    id,
    name,
    account: `${id}@contoso.com`,
    identities: chats.map((chat) => chat.identity(id)),
    roles: { contoso: roles },
  });
  return {
    customers: [{ id: 'contoso', name: 'Contoso', chats: places, desk: [], modes: {} }],
    people: [
      person('ada', 'Ada Lovelace'),
      person('sam', 'Sam Carter', ['approver']),
      person('kim', 'Kim Diaz', ['approver']),
      person('tess', 'Tess Novak', ['technician']),
      person('otto', 'Otto Berg'),
    ],
  };
}

function withModes(roster: Roster, modes: Customer['modes'] = {}): Roster {
  return { ...roster, customers: roster.customers.map((customer) => ({ ...customer, modes })) };
}

function configFor(databaseUrl: string, dataDir: string, deskFile: string, demoPaceMs: number): Config {
  return {
    http: { host: '127.0.0.1', port: 0 },
    dataDir,
    deskFile: { path: deskFile, mustExist: true },
    databaseUrl,
    replica: 'story',
    log: { level: 'silent' },
    terminal: 'off',
    demoPaceMs,
  };
}

async function workflowsThatExpire(folder: string, within: Duration): Promise<string> {
  const workflows = join(folder, 'workflows');
  await cp(new URL('../../workflows', import.meta.url), workflows, { recursive: true });
  const file = join(workflows, 'reset-password.yaml');
  const text = await readFile(file, 'utf8');
  const quick = text.replace(/^( +)approve:\n/m, `$1approve:\n$1  expires: ${within}\n`);
  if (quick === text) throw new Error('reset-password.yaml has no approval to shorten');
  await writeFile(file, quick);
  return workflows;
}
