import type { KeptLine, Period } from '../store/audit-lines.ts';
import type { Flaw } from './flaw.ts';
import { BEGINNING, type ChainLine, hashAfter, type SaidLine, saidIn } from './line.ts';

/** Where a chain, or the part of it that is looked at, begins. */
export interface ChainStart {
  readonly customer: string;
  /** The number of the line before the first; 0 at the beginning. */
  readonly after: number;
  readonly previous: string;
}

/** Where a part of a chain begins; it follows on a line that is not told. */
export function startOf({ customer, seq, previous }: KeptLine, { from }: Period): ChainStart {
  const isMiddle = from !== undefined && seq > 1;
  return { customer, ...(isMiddle ? { after: seq - 1, previous } : { after: 0, previous: BEGINNING }) };
}

/** Where a chain has come to. */
export interface Head {
  readonly seq: number;
  readonly hash: string;
}

/** How many numbers that are missing are remembered, in case they stand further down. */
const REMEMBERED = 1_000;

/** Follows one chain line by line. Says what each line says, unless it can't be read. */
export function followChain({ customer, after, previous }: ChainStart, found: (flaw: Flaw) => void) {
  let head: Head = { seq: after, hash: previous };
  let isLinked = true;
  const missing = new Set<number>();
  const flaw = (seq: number, why: string) => found({ kind: 'chain', customer, seq, why });

  /** Whether the line stands where its number says. */
  const isInPlace = ({ seq }: ChainLine): boolean => {
    if (seq === head.seq + 1) return true;
    if (seq <= head.seq) {
      flaw(seq, missing.delete(seq) ? `out of order: it stands behind line ${head.seq}` : 'there more than once');
      return false;
    }
    const last = seq - 1;
    flaw(head.seq + 1, last === head.seq + 1 ? 'missing' : `missing, up to line ${last}`);
    for (let gone = head.seq + 1; gone < seq && missing.size < REMEMBERED; gone++) missing.add(gone);
    isLinked = false;
    return true;
  };

  const wrongWith = ({ seq, hash, text, previous: named, differs }: ChainLine, said: SaidLine | undefined) => {
    if (!said) return 'changed: it can not be read any more';
    if (said.customer !== customer) return `of another customer: it was written for ${said.customer}`;
    if (said.seq !== seq) return `changed: it was written as line ${said.seq}`;
    if (named !== undefined && isLinked && named !== head.hash)
      return `does not follow on line ${head.seq}, which is not the one that was written`;
    const before = named ?? (isLinked ? head.hash : undefined);
    if (before !== undefined && hashAfter(before, text) !== hash)
      return 'changed: its hash does not fit its text and the line before it';
    return differs ? 'changed: its columns do not say what was hashed' : undefined;
  };

  return {
    customer,
    head: () => head,
    take(line: ChainLine): SaidLine | undefined {
      if (!isInPlace(line)) return undefined;
      const said = saidIn(line.text);
      const wrong = wrongWith(line, said);
      if (wrong) flaw(line.seq, wrong);
      head = { seq: line.seq, hash: line.hash };
      isLinked = true;
      return said;
    },
  };
}
