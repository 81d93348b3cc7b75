import type { CheckpointsSeen } from './checkpoint-look.ts';
import { createFlaws, exitCodes, type Flaw, type FlawKind, type Flaws } from './flaw.ts';
import type { ChainLine, SaidLine } from './line.ts';
import { type ChainSeen, createLook } from './look.ts';
import { firstLook, secondLook } from './past.ts';
import { nothingTold, type Told } from './promises.ts';
import type { SignedHeads } from './signed-heads.ts';

/** Who vouches for what was looked at. */
export interface Vouched {
  /** Absent where nothing is signed as a whole, as in a database. */
  readonly signature?: 'right' | 'wrong' | 'none';
  /** The ids of the keys that were trusted, and whether they came with what they vouch for. */
  readonly keys: readonly string[];
  readonly keyCameAlong: boolean;
}

/** What a verification has come to. */
export interface Report {
  readonly ok: boolean;
  /** What the command line ends with. */
  readonly exitCode: number;
  readonly chains: readonly ChainSeen[];
  readonly lines: number;
  readonly checkpoints: readonly (CheckpointsSeen & { readonly place: string })[];
  readonly vouched: Vouched;
  readonly promises: Told;
  readonly counts: Readonly<Record<FlawKind, number>>;
  readonly flaws: readonly Flaw[];
}

/** Reads all chains into a look, as often as it is asked; what else is wrong with the source it says the first time. */
export type Reading = (look: ReturnType<typeof createLook>, flaws: Flaws) => Promise<void>;

/**
 * Looks at all that a source has. Where the first look met a name that may be one of the past, promises are judged by a
 * second one, so that memory does not grow with the log.
 */
export async function lookThrough(
  read: Reading,
  heads: SignedHeads,
  flaws: Flaws,
  onLine?: (said: SaidLine, line: ChainLine) => void,
): Promise<{ readonly chains: readonly ChainSeen[]; readonly told: Told }> {
  const first = firstLook();
  const promised = createFlaws();
  const found = (flaw: Flaw) => (flaw.kind === 'promise' ? promised : flaws).add(flaw);
  const told = nothingTold();
  const look = createLook({ heads, past: first, told, found, ...(onLine ? { onLine } : {}) });
  await read(look, flaws);
  if (first.doubtful.size === 0) {
    for (const flaw of promised.named) flaws.add(flaw);
    flaws.count('promise', promised.counts.promise - promised.named.length);
    return { chains: look.seen(), told };
  }

  const again = nothingTold();
  const onlyPromises = (flaw: Flaw) => flaw.kind === 'promise' && flaws.add(flaw);
  await read(createLook({ heads, past: secondLook(first.doubtful), told: again, found: onlyPromises }), createFlaws());
  return { chains: look.seen(), told: again };
}

/** Puts together what was seen. */
export function reportOf(
  seen: Pick<Report, 'chains' | 'checkpoints' | 'vouched' | 'promises'>,
  { counts, named }: Flaws,
): Report {
  const codes = Object.entries(exitCodes).flatMap(([kind, code]) => (counts[kind as FlawKind] > 0 ? [code] : []));
  const exitCode = codes.length > 0 ? Math.min(...codes) : 0;
  const lines = seen.chains.reduce((sum, chain) => sum + chain.lines, 0);
  return { ok: exitCode === 0, exitCode, lines, ...seen, counts, flaws: named };
}
