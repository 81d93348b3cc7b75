import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { TestChat } from './chat.ts';
import { rosterOf } from './desk.ts';
import { inDeskYaml } from './desk-yaml.ts';

const LOOK_EVERY_MS = 20;

/** The whole bot as a process of its own, as `npm start` starts it; it can be killed like one. */
export interface Bot {
  readonly origin: string;
  /** Returns when the bot is healthy. */
  start(): Promise<void>;
  /** Where its own database answers now. */
  databaseUrl(): Promise<string>;
  /** SIGKILL: no goodbye. */
  kill(): Promise<void>;
  /** SIGKILL to the database server the bot has started. */
  killDatabase(): Promise<void>;
  /** SIGTERM; returns the exit code, or `null` if it had ended already. */
  stop(): Promise<number | null>;
}

interface Parts {
  readonly dataDir: string;
  readonly chat: TestChat;
  /** One that is there already; otherwise the bot starts its own. */
  readonly database?: string;
  readonly settings?: Readonly<Record<string, string>>;
}

export async function createBot({ dataDir, chat, database, settings = {} }: Parts): Promise<Bot> {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const { program, attach, settings: ofChat } = chat.process();
  let running: ChildProcess | undefined;
  await mkdir(dataDir, { recursive: true });
  await writeFile(join(dataDir, 'desk.yaml'), inDeskYaml(rosterOf(chat)));

  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    const ending = running;
    running = undefined;
    if (!ending || ending.exitCode !== null) return null;
    const gone = once(ending, 'exit');
    ending.kill(signal);
    const [code] = await gone;
    return code;
  };
  return {
    origin,
    async start() {
      const { PATH = '', HOME = '', TMPDIR = '/tmp' } = process.env;
      const started = spawn(process.execPath, ['--disable-warning=DeprecationWarning', ...program], {
        // Not in our own folder, where a developer's .env may be.
        cwd: dataDir,
        env: {
          ...{ PATH, HOME, TMPDIR, DATA_DIR: dataDir, PORT: String(port) },
          ...(database ? { DATABASE_URL: database } : {}),
          ...ofChat,
          ...settings,
        },
        stdio: ['pipe', 'pipe', 'pipe'],
      });
      running = started;
      let printed = '';
      const listen = (piece: string) => {
        printed += piece;
      };
      started.stdin.on('error', () => {});
      started.stdout.setEncoding('utf8').on('data', listen);
      started.stderr.setEncoding('utf8').on('data', listen);
      attach?.(started);
      while (!(await isHealthy(origin))) {
        if (started.exitCode !== null) throw new Error(`The bot ended with ${started.exitCode}:\n${printed}`);
        await pause(LOOK_EVERY_MS);
      }
    },
    async databaseUrl() {
      const read = async (file: string) => (await readFile(join(dataDir, file), 'utf8')).trim();
      return `postgresql://desk:${await read('postgres.secret')}@127.0.0.1:${await read('postgres.port')}/desk`;
    },
    kill: async () => void (await end('SIGKILL')),
    async killDatabase() {
      const [pid] = (await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n');
      process.kill(Number(pid), 'SIGKILL');
    },
    stop: () => end('SIGTERM'),
  };
}

function isHealthy(origin: string): Promise<boolean> {
  return fetch(`${origin}/healthz`).then(
    ({ ok }) => ok,
    () => false,
  );
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No port');
  return address.port;
}
