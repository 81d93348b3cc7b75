import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort, type Program, proportionalMb, residentMb, startProgram } from './program.ts';
import { printMachine, printTable, spread } from './report.ts';

// How long the desk takes from its start to its first answer, and what it occupies while nothing happens.
// node bench/start-up.ts [rounds]

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const BARE = fileURLToPath(new URL('bare-restify.ts', import.meta.url));
const ROUNDS = Number(process.argv[2] ?? 3);
const IDLE_MS = 5_000;

type Start = Program['ready'];
const starts = { first: [], later: [], killed: [], restify: [], node: [] } as Record<string, Start[]>;
const memory = { desk: [], postgres: [], restify: [] } as Record<string, number[]>;

printMachine();
await warmUp();
for (let round = 0; round < ROUNDS; round++) await measure();
printTable(
  `Start to the first 200 from /healthz, ${ROUNDS} rounds`,
  ['', 'ms min', 'median', 'max', 'own CPU ms min', 'median', 'max'],
  [
    row('desk, first start: empty data folder, nothing compiled', 'first'),
    row('desk, later start after a stop', 'later'),
    row('desk, later start after kill -9 of bot and PostgreSQL', 'killed'),
    row('baseline: a bare restify server', 'restify'),
    row('baseline: node -e 0', 'node'),
  ],
);
printTable(
  `Memory after ${IDLE_MS / 1_000} s of idling, MB`,
  ['', 'min', 'median', 'max'],
  [
    ['desk in demo mode, resident', ...spread(memory.desk ?? [])],
    ['its PostgreSQL, all processes, shared pages once', ...spread(memory.postgres ?? [])],
    ['baseline: a bare restify server, resident', ...spread(memory.restify ?? [])],
  ],
);
printMachine();

/** Compiled code is kept from one life to the next; all later starts find it alike. */
async function warmUp(): Promise<void> {
  const { folder, start } = await newDesk();
  await (await start()).end('SIGTERM');
  await rm(folder, { recursive: true });
}

async function measure(): Promise<void> {
  const { folder, start } = await newDesk();
  const first = await start({ NODE_DISABLE_COMPILE_CACHE: '1' });
  note('first', first);
  await first.end('SIGTERM');

  const later = await start();
  note('later', later);
  await pause(IDLE_MS);
  const postmaster = Number((await readFile(join(folder, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0]);
  remember('desk', residentMb(later.pid));
  remember('postgres', proportionalMb(postmaster));
  process.kill(postmaster, 'SIGKILL');
  await later.end('SIGKILL');

  const again = await start();
  note('killed', again);
  await again.end('SIGTERM');
  await rm(folder, { recursive: true });

  const port = await freePort();
  const bare = await startProgram(BARE, `http://127.0.0.1:${port}/healthz`, { PORT: String(port) });
  note('restify', bare);
  await pause(1_000);
  remember('restify', residentMb(bare.pid));
  await bare.end('SIGKILL');

  const began = performance.now();
  spawnSync(process.execPath, ['-e', '0']);
  starts.node?.push({ ms: performance.now() - began, cpuMs: undefined });
}

async function newDesk() {
  const folder = await mkdtemp(join(tmpdir(), 'desk-bench-'));
  const port = await freePort();
  const settings = { DATA_DIR: folder, PORT: String(port), MSP_TERMINAL: 'off', MSP_LOG_LEVEL: 'warn' };
  return {
    folder,
    start: (more: Readonly<Record<string, string>> = {}) =>
      startProgram(MAIN, `http://127.0.0.1:${port}/healthz`, { ...settings, ...more }),
  };
}

function note(what: string, { ready }: Program): void {
  starts[what]?.push(ready);
}

function remember(what: string, value: number | undefined): void {
  if (value !== undefined) memory[what]?.push(value);
}

function row(title: string, what: string): string[] {
  const measured = starts[what] ?? [];
  const cpu = measured.flatMap(({ cpuMs }) => cpuMs ?? []);
  return [title, ...spread(measured.map(({ ms }) => ms)), ...spread(cpu)];
}
