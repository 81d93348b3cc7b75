import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { composeFilter, knowSettings } from './compose-filter.ts';
import { type Config, readConfig, SETTINGS_FILE } from './config.ts';
import { makeDataFolder, openDatabase } from './database.ts';
import { opening, welcome } from './desk/welcome.ts';
import { keepCompiled } from './lib/keep-compiled.ts';
import { createLog, guardedLog } from './lib/log.ts';

const { stdin, stdout, stderr } = process;
/** PostgreSQL gets going in many small steps, and loading the desk would leave them no turn. */
const HEAD_START_MS = 25;

try {
  if (existsSync(SETTINGS_FILE)) process.loadEnvFile(SETTINGS_FILE);
  await open(readConfig());
} catch (error) {
  stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

/** Opens the desk until somebody stops it. On a console that is chatted on, the log goes to a file. */
async function open(config: Config): Promise<void> {
  const isChat = config.terminal === 'on' || (config.terminal === 'auto' && stdin.isTTY && stdout.isTTY);
  makeDataFolder(config);
  const logFile = join(config.dataDir, 'desk.log');
  const bare = createLog(config.log.level, isChat ? logFile : stdout);
  const filter = composeFilter(bare);
  knowSettings(filter, config);
  const log = guardedLog(bare, filter.at('log'));
  const ended = Promise.withResolvers<void>();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => ended.resolve());

  const color = stdout.hasColors?.() ?? false;
  const greeting = config.deskFile && existsSync(config.deskFile.path) ? opening : welcome;
  const console = { input: stdin, output: stdout, color, welcome: greeting, onEnd: () => ended.resolve() };
  const onLost = (reason: string) => {
    stderr.write(`${reason}\n`);
    process.exit(3);
  };
  keepCompiled();
  // PostgreSQL starts while everything else is loaded.
  const [database, { createApp }] = await Promise.all([openDatabase(config, log), loadApp()]);
  const app = await createApp(config, { log, database, onLost, ...(isChat ? { console } : {}) });
  log.info('desk.open', { at: app.origin });
  await ended.promise;
  await app.stop();
  if (isChat) stdout.write('The desk is closed. What is still open goes on at the next start.\n');
  process.exit(0);
}

async function loadApp() {
  await pause(HEAD_START_MS);
  return import('./app.ts');
}
