import type { ChainHead } from '../store/audit-lines.ts';
import { type ChainStart, followChain, type Head } from './chain.ts';
import type { Flaw } from './flaw.ts';
import type { ChainLine, SaidLine } from './line.ts';
import type { Past } from './past.ts';
import { replayPromises, type Told } from './promises.ts';
import type { SignedHead, SignedHeads } from './signed-heads.ts';

/** How the lines of a chain end. */
export interface ChainEnd {
  /** Whether this is the end of the chain, and not only of what was asked for. */
  readonly isWhole: boolean;
  /** What the source says is its last line. */
  readonly declared?: Head;
}

/** What was seen of one customer's chain. */
export interface ChainSeen {
  readonly customer: string;
  readonly first: number;
  readonly last: number;
  readonly lines: number;
  /** Up to which line a checkpoint vouches for it; 0 when none does. */
  readonly signedUpTo: number;
}

interface Parts {
  readonly heads: SignedHeads;
  readonly past: Past;
  readonly told: Told;
  readonly found: (flaw: Flaw) => void;
  readonly onLine?: (said: SaidLine, line: ChainLine) => void;
}

/** Looks at chains as they come: that they hold, that they are what was signed, and that promises were kept. */
export function createLook({ heads, past, told, found, onLine = () => {} }: Parts) {
  const seen: ChainSeen[] = [];
  let at: ReturnType<typeof lookAtChain> | undefined;

  function lookAtChain(start: ChainStart) {
    const chain = followChain(start, found);
    const replay = replayPromises({ customer: start.customer, fromStart: start.after === 0 }, { past, told, found });
    const signed = heads.of(start.customer).filter(({ seq }) => seq > start.after);
    return { start, chain, replay, signed, next: 0, lines: 0, signedUpTo: 0 };
  }

  return {
    chain(start: ChainStart): void {
      at = lookAtChain(start);
    },

    line(line: ChainLine): void {
      if (!at) return;
      at.lines += 1;
      const said = at.chain.take(line);
      compareWithSigned(at, line);
      if (!said) return;
      at.replay.take(said);
      onLine(said, line);
    },

    end({ isWhole, declared }: ChainEnd): void {
      if (!at) return;
      const { start, chain, replay, signed, lines, signedUpTo } = at;
      const { customer } = start;
      const head = chain.head();
      replay.end();
      if (declared && declared.seq > head.seq)
        found({ kind: 'short', customer, seq: head.seq, why: `cut: line ${declared.seq} was its last` });
      else if (declared && (declared.seq !== head.seq || declared.hash !== head.hash))
        found({ kind: 'chain', customer, seq: head.seq, why: `does not end as it says: with line ${declared.seq}` });
      const beyond = isWhole ? signed.findLast(({ seq }) => seq > head.seq) : undefined;
      if (beyond) found({ kind: 'short', customer, seq: head.seq, why: `cut: ${saying(beyond)} line ${beyond.seq}` });
      seen.push({ customer, first: start.after + 1, last: head.seq, lines, signedUpTo });
      at = undefined;
    },

    seen: (): readonly ChainSeen[] => seen,

    /** A chain of which nothing is left. */
    assertThere(customer?: string): void {
      for (const signed of heads.customers()) {
        if ((customer !== undefined && signed !== customer) || seen.some((one) => one.customer === signed)) continue;
        const last = heads.of(signed).at(-1);
        if (last) found({ kind: 'short', customer: signed, seq: 0, why: `gone: ${saying(last)} line ${last.seq}` });
      }
    },

    /** Where only a part was read: that the chains, which end with `ends`, reach as far as was signed. */
    assertReach(ends: readonly ChainHead[], customer?: string): void {
      for (const signed of heads.customers()) {
        if (customer !== undefined && signed !== customer) continue;
        const last = heads.of(signed).at(-1);
        const seq = ends.find((end) => end.customer === signed)?.seq ?? 0;
        if (last && last.seq > seq)
          found({ kind: 'short', customer: signed, seq, why: `cut: ${saying(last)} line ${last.seq}` });
      }
    },
  };

  function compareWithSigned(now: NonNullable<typeof at>, { seq, hash }: ChainLine): void {
    for (; ; now.next += 1) {
      const head = now.signed[now.next];
      if (!head || head.seq > seq) return;
      if (head.seq < seq) continue;
      if (head.hash === hash) now.signedUpTo = seq;
      else {
        const why = `rewritten: ${saying(head)} another line ${seq}`;
        found({ kind: 'chain', customer: now.start.customer, seq, why });
      }
    }
  }
}

function saying({ checkpoint, at }: SignedHead): string {
  return `checkpoint ${checkpoint} of ${at} signed`;
}
