import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeLog } from './audit-log.ts';
import { median, printMachine, printTable, shown, spread } from './report.ts';

// What it takes to verify an exported audit: chain, signature and promises. Beside it, turn by turn, one SHA-256 over the same bytes.
const ROUNDS = 3;
const AIM_S = 20;
const sizes = [100_000, 1_000_000];
const worker = fileURLToPath(new URL('./audit-worker.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'desk-bench-audit-'));

interface Measured {
  readonly ms: number;
  /** Of both cores together; what other work on the machine took is not in it. */
  readonly cpuMs: number;
  readonly peakMb: number;
  readonly lines: number;
}

async function measured(what: 'verify' | 'hash', file: string): Promise<Measured> {
  const child = fork(worker, [what, file]);
  const [message] = (await once(child, 'message')) as [Measured];
  return message;
}

try {
  const rows: string[][] = [];
  const peaks: number[] = [];
  for (const size of sizes) {
    const file = join(folder, `${size}.jsonl`);
    await writeLog(file, size);
    const [verifying, hashing]: Measured[][] = [[], []];
    for (let round = 0; round < ROUNDS; round++) {
      verifying?.push(await measured('verify', file));
      hashing?.push(await measured('hash', file));
    }
    const row = (name: string, all: Measured[] = []) => {
      const peak = Math.max(...all.map(({ peakMb }) => peakMb));
      const cpu = median(all.map(({ cpuMs }) => cpuMs / 1_000));
      rows.push([
        name,
        ...spread(
          all.map(({ ms }) => ms / 1_000),
          2,
        ),
        shown(cpu, 2),
        shown(peak),
      ]);
      return peak;
    };
    const megabytes = shown(statSync(file).size / 1024 ** 2);
    peaks.push(row(`${size.toLocaleString('en')} lines, ${megabytes} MB`, verifying));
    row('baseline: one SHA-256 of the file', hashing);
  }
  printMachine();
  printTable(
    'Verifying an exported audit, seconds and highest resident MB',
    ['', 'min', 'median', 'max', 'CPU', 'MB'],
    rows,
  );
  const [small = Number.NaN, large = Number.NaN] = peaks;
  console.log(
    `\nTen times the lines take ${shown(large / small, 2)} times the memory. The aim is ${AIM_S} s for a million.`,
  );
} finally {
  rmSync(folder, { recursive: true });
}
