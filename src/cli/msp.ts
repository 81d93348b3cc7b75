#!/usr/bin/env -S node --disable-warning=DeprecationWarning
import { existsSync } from 'node:fs';
import { keepCompiled } from '../lib/keep-compiled.ts';

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stopping.abort());

keepCompiled();
const [{ SETTINGS_FILE }, { connectors }, { createRegistry }, { runCommand }, { createTerminal }] = await Promise.all([
  import('../config.ts'),
  import('../connectors/all.ts'),
  import('../connectors/registry.ts'),
  import('./msp/program.ts'),
  import('./msp/terminal.ts'),
]);
if (existsSync(SETTINGS_FILE)) process.loadEnvFile(SETTINGS_FILE);
const { stdin: input, stdout: output, stderr: errors } = process;
process.exitCode = await runCommand(process.argv.slice(2), {
  terminal: createTerminal({ input, output, errors }),
  open: async () => (await import('./msp/open-desk.ts')).openDesk(),
  operations: () => createRegistry({ connectors, demo: { pause: async () => {} } }),
  signal: stopping.signal,
});
