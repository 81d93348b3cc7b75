import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { get } from 'node:http';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

const LOOK_EVERY_MS = 5;
const READY_WITHIN_MS = 60_000;
const TICKS_A_SECOND = 100;

/** A program under measurement, in a process of its own. */
export interface Program {
  readonly pid: number;
  /** From its start until it answered with 200; its own processor time until then, where the system tells. */
  readonly ready: { readonly ms: number; readonly cpuMs: number | undefined };
  end(signal: NodeJS.Signals): Promise<void>;
}

/** Starts a TypeScript or JavaScript file under our Node, and waits until `url` answers. */
export async function startProgram(file: string, url: string, env: Readonly<Record<string, string>>): Promise<Program> {
  const began = performance.now();
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, ['--disable-warning=DeprecationWarning', file], {
    env: { PATH, HOME, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const stopWithUs = () => child.kill('SIGTERM');
  process.once('exit', stopWithUs);
  child.once('exit', () => process.off('exit', stopWithUs));
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (piece: string) => {
    complaint += piece;
  });
  while (!(await answers(url))) {
    if (child.exitCode !== null) throw new Error(`${file} ended with ${child.exitCode}:\n${complaint}`);
    if (performance.now() - began > READY_WITHIN_MS) throw new Error(`${file} is not ready:\n${complaint}`);
    await pause(LOOK_EVERY_MS);
  }
  const pid = child.pid ?? 0;
  return {
    pid,
    ready: { ms: performance.now() - began, cpuMs: cpuMsOf(pid) },
    end: (signal) => end(child, signal),
  };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
}

async function answers(url: string): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  get(url, { agent: false }, (response) => resolve(response.resume().statusCode === 200)).on('error', () =>
    resolve(false),
  );
  return promise;
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No port');
  return address.port;
}

function cpuMsOf(pid: number): number | undefined {
  const fields = readProc(pid, 'stat')?.split(') ').at(-1)?.split(' ');
  return fields && ((Number(fields[11]) + Number(fields[12])) * 1_000) / TICKS_A_SECOND;
}

/** Resident memory, counting what is shared with others in full; `undefined` where there is no /proc. */
export function residentMb(pid: number): number | undefined {
  return megabytes(readProc(pid, 'status'), 'VmRSS');
}

/** Memory of a process and its children, counting what they share once; `undefined` where there is no /proc. */
export function proportionalMb(pid: number): number | undefined {
  if (!readProc(pid, 'stat')) return undefined;
  const family = readdirSync('/proc').filter((name) => Number(name) === pid || parentOf(Number(name)) === pid);
  return family.reduce((sum, one) => sum + (megabytes(readProc(Number(one), 'smaps_rollup'), 'Pss') ?? 0), 0);
}

function parentOf(pid: number): number | undefined {
  const parent = readProc(pid, 'stat')?.split(') ').at(-1)?.split(' ')[1];
  return parent === undefined ? undefined : Number(parent);
}

function megabytes(text: string | undefined, name: string): number | undefined {
  const kilobytes = text && new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1];
  return kilobytes ? Number(kilobytes) / 1_024 : undefined;
}

function readProc(pid: number, name: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return undefined;
  }
}
