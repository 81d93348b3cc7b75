import type { Registry } from '../../connectors/registry.ts';
import { inJson, type Terminal } from './terminal.ts';

/** `msp operations`: everything that can be called, with what it may do to the world. */
export function listOperations(registry: Registry, { json }: { readonly json: boolean }, terminal: Terminal): void {
  const operations = registry.names().flatMap((name) => {
    const found = registry.find(name);
    if (!found) return [];
    const { title, summary, risk } = found.operation;
    return [{ name, title, risk, summary }];
  });
  terminal.print(json ? inJson(operations) : inColumns(operations.map(({ name, risk, title }) => [name, risk, title])));
}

/** Each column as wide as its widest cell. */
export function inColumns(rows: readonly (readonly string[])[]): string {
  const widths = rows.reduce<number[]>(
    (widest, row) => row.map((cell, index) => Math.max(widest[index] ?? 0, cell.length)),
    [],
  );
  return rows
    .map((row) =>
      row
        .map((cell, index) => cell.padEnd(widths[index] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
