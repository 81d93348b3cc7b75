#!/usr/bin/env -S node --disable-warning=DeprecationWarning
import { existsSync } from 'node:fs';
import { SETTINGS_FILE } from '../config.ts';
import { connectors } from '../connectors/all.ts';
import { createRegistry } from '../connectors/registry.ts';
import { runCommand } from './msp/program.ts';
import { createTerminal } from './msp/terminal.ts';

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stopping.abort());

if (existsSync(SETTINGS_FILE)) process.loadEnvFile(SETTINGS_FILE);
const { stdin: input, stdout: output, stderr: errors } = process;
process.exitCode = await runCommand(process.argv.slice(2), {
  terminal: createTerminal({ input, output, errors }),
  open: async () => (await import('./msp/open-desk.ts')).openDesk(),
  operations: () => createRegistry({ connectors, demo: { pause: async () => {} } }),
  signal: stopping.signal,
});
