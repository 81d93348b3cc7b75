import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Roster } from '../../src/domain/roster.ts';

const MAIN = new URL('../../src/main.ts', import.meta.url).pathname;

/** The whole bot as a process of its own, as `npm start` starts it; it can be killed like one. */
export interface Bot {
  readonly origin: string;
  start(): Promise<void>;
  /** Where its own database answers now. */
  databaseUrl(): Promise<string>;
  /** SIGKILL: no goodbye. */
  kill(): Promise<void>;
  /** SIGKILL to the database server the bot has started. */
  killDatabase(): Promise<void>;
  stop(): Promise<void>;
}

export async function createBot(dataDir: string, roster: Roster, settings: Record<string, string>): Promise<Bot> {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  let process_: ChildProcess | undefined;
  await mkdir(dataDir, { recursive: true });
  await writeFile(join(dataDir, 'settings.json'), JSON.stringify(roster), { flag: 'wx' }).catch(() => {});

  const end = async (signal: NodeJS.Signals) => {
    const running = process_;
    process_ = undefined;
    if (!running || running.exitCode !== null) return;
    const gone = once(running, 'exit');
    running.kill(signal);
    await gone;
  };
  return {
    origin,
    async start() {
      const { PATH = '', HOME = '', TMPDIR = '/tmp' } = process.env;
      const started = spawn(process.execPath, ['--disable-warning=DeprecationWarning', MAIN], {
        env: { PATH, HOME, TMPDIR, DATA_DIR: dataDir, PORT: String(port), MSP_TERMINAL: 'off', ...settings },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      process_ = started;
      let printed = '';
      const ready = Promise.withResolvers<void>();
      const listen = (piece: string) => {
        printed += piece;
        if (printed.includes('desk.open')) ready.resolve();
      };
      started.stdout?.setEncoding('utf8').on('data', listen);
      started.stderr?.setEncoding('utf8').on('data', listen);
      started.once('exit', (code) => ready.reject(new Error(`The bot ended with ${code}:\n${printed}`)));
      ready.promise.catch(() => {});
      await ready.promise;
    },
    async databaseUrl() {
      const read = async (file: string) => (await readFile(join(dataDir, file), 'utf8')).trim();
      return `postgresql://desk:${await read('postgres.secret')}@127.0.0.1:${await read('postgres.port')}/desk`;
    },
    kill: () => end('SIGKILL'),
    async killDatabase() {
      const [pid] = (await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n');
      process.kill(Number(pid), 'SIGKILL');
    },
    stop: () => end('SIGTERM'),
  };
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
