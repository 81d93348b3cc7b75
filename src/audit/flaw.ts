/** What kind of thing does not hold, and what the command line ends with then. */
export const exitCodes = { chain: 1, short: 2, signature: 3, promise: 4 } as const;
export type FlawKind = keyof typeof exitCodes;

/** One place where an audit does not hold what it should. */
export interface Flaw {
  readonly kind: FlawKind;
  readonly customer?: string;
  readonly seq?: number;
  readonly why: string;
}

const NAMED = 50;

/** Flaws as they are found: all are counted, the first of each kind are named. */
export interface Flaws {
  add(flaw: Flaw): void;
  /** Counts some that nobody named. */
  count(kind: FlawKind, more: number): void;
  readonly counts: Readonly<Record<FlawKind, number>>;
  readonly named: readonly Flaw[];
}

export function createFlaws(): Flaws {
  const counts: Record<FlawKind, number> = { chain: 0, short: 0, signature: 0, promise: 0 };
  const named: Flaw[] = [];
  return {
    counts,
    named,
    count(kind, more) {
      counts[kind] += more;
    },
    add(flaw) {
      counts[flaw.kind] += 1;
      if (counts[flaw.kind] <= NAMED) named.push(flaw);
    },
  };
}
