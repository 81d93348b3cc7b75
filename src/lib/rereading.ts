import { stat } from 'node:fs/promises';
import { readIfThere } from './durable-file.ts';

/** File systems keep coarse clocks: what changed a moment ago may change once more under the same time. */
const SURE_AFTER_MS = 3_000;

/** What tells one state of a file from another. */
interface Stamp {
  readonly ino: bigint;
  readonly size: bigint;
  readonly mtimeNs: bigint;
  readonly ctimeNs: bigint;
}

interface Parts {
  readonly look?: (file: string) => Promise<Stamp>;
  readonly now?: () => number;
}

/** The text of a file that is asked for all the time: read again only when it may have changed; `undefined` when there is none. */
export function rereading(file: string, { look = lookAt, now = Date.now }: Parts = {}) {
  let known: { readonly stamp: Stamp; readonly text: string | undefined } | undefined;

  return async (): Promise<string | undefined> => {
    const stamp = await look(file).catch(() => undefined);
    if (stamp && known && isSame(stamp, known.stamp)) return known.text;
    const text = await readIfThere(file);
    known = stamp && isSure(stamp, now()) ? { stamp, text } : undefined;
    return text;
  };
}

function lookAt(file: string): Promise<Stamp> {
  return stat(file, { bigint: true });
}

function isSame(one: Stamp, other: Stamp): boolean {
  return (
    one.ino === other.ino && one.size === other.size && one.mtimeNs === other.mtimeNs && one.ctimeNs === other.ctimeNs
  );
}

function isSure({ mtimeNs, ctimeNs }: Stamp, now: number): boolean {
  const changed = Number((mtimeNs > ctimeNs ? mtimeNs : ctimeNs) / 1_000_000n);
  return now - changed > SURE_AFTER_MS;
}
