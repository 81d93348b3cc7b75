import { readFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem, type } from 'node:os';

/** A number for a table: what is unknown is a dash, so that nothing unmeasured looks measured. */
export function shown(value: number | undefined, digits = 0): string {
  return value === undefined || Number.isNaN(value) ? '-' : value.toFixed(digits);
}

/** The middle one; with an even count the lower of the two. */
export function median(values: readonly number[]): number | undefined {
  return percentile(values, 50);
}

export function percentile(values: readonly number[], percent: number): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)];
}

/** The cells min, median, max. */
export function spread(values: readonly number[], digits = 0): string[] {
  return [Math.min(...values), median(values), Math.max(...values)].map((value) =>
    shown(values.length > 0 ? value : undefined, digits),
  );
}

export function printTable(title: string, headings: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)));
  console.log(`\n${title}`);
  for (const cells of [headings, ...rows]) console.log(`  ${line(cells).join('  ')}`);
}

/** What the figures were measured on, and how busy it was with other things. */
export function printMachine(): void {
  const processors = cpus();
  const gigabytes = (totalmem() / 1024 ** 3).toFixed(0);
  console.log(
    `\n${new Date().toISOString().slice(0, 10)}  ${type()} ${release()}  ${processors.length} cores, ${modelOf(processors[0]?.model)}, ${gigabytes} GB  Node ${process.version}`,
  );
  console.log(
    `load average ${loadavg()
      .map((load) => load.toFixed(1))
      .join(' ')}`,
  );
}

function modelOf(named: string | undefined): string {
  if (named && named !== 'unknown') return named.trim();
  return /^model name\s*:\s*(.+)$/m.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[1] ?? 'unknown processor';
}
