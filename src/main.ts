import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createApp } from './app.ts';
import { readConfig } from './config.ts';
import { createLog } from './lib/log.ts';

if (existsSync('.env')) process.loadEnvFile('.env');

try {
  const config = readConfig();
  const chatsHere =
    config.terminal === 'on' || (config.terminal === 'auto' && process.stdin.isTTY && process.stdout.isTTY);
  const log = createLog(config.log.level, chatsHere ? join(config.dataDir, 'desk.log') : process.stdout);
  const app = await createApp(config, {
    log,
    ...(chatsHere
      ? { console: { input: process.stdin, output: process.stdout, color: process.stdout.hasColors?.() ?? false } }
      : {}),
  });
  log.info('desk.open', { at: app.origin });
  if (!chatsHere) process.stdout.write(`The desk is open at ${app.origin}\n`);

  const close = async () => {
    await app.stop();
    process.exit(0);
  };
  process.once('SIGINT', close);
  process.once('SIGTERM', close);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
