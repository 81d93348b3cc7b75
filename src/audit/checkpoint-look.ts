import type { KeptCheckpoint } from '../store/audit-checkpoints.ts';
import { isSignedBy, type PublicKeys } from './audit-key.ts';
import { digestOf, headDigest, type Signed, signedIn } from './checkpoint.ts';
import type { Flaw } from './flaw.ts';
import type { SignedHeads } from './signed-heads.ts';

interface Parts {
  readonly keys: PublicKeys;
  readonly heads: SignedHeads;
  readonly found: (flaw: Flaw) => void;
  /** Where they are, for whoever reads what is wrong. */
  readonly place: string;
  /** Whether all of them have to be there, with the heads of all customers. */
  readonly isWhole: boolean;
}

/** Where the checkpoints of one place have come to. */
export interface CheckpointsSeen {
  readonly count: number;
  readonly last: { readonly number: number; readonly at: string } | undefined;
}

/** Looks at the checkpoints of one place, one after the other: who signed them, and that each follows on the one before. */
export function lookAtCheckpoints({ keys, heads, found, place, isWhole }: Parts) {
  let before: { readonly signed: Signed; readonly text: string } | undefined;
  let count = 0;
  let torn = 0;
  const flaw = (why: string) => found({ kind: 'signature', why: `${place}: ${why}` });

  const isFollowing = (signed: Signed): boolean => {
    const expected = (before?.signed.number ?? 0) + 1;
    if (signed.number === expected) return signed.previous === (before ? digestOf(before.text) : null);
    return !isWhole && signed.number > expected;
  };

  const wrongWith = (kept: KeptCheckpoint, signed: Signed): string | undefined => {
    if (!keys.has(signed.key)) return `was signed by the key ${signed.key}, which was not given`;
    if (!isSignedBy(keys, signed.key, kept.text, kept.signature)) return 'has a wrong signature';
    if (kept.number !== signed.number || !isFollowing(signed)) return 'does not follow on the one before it';
    if (before && signed.at < before.signed.at) return 'is older than the one before it';
    const listed = new Set(signed.heads);
    if (!kept.chains.every((head) => listed.has(headDigest(head)))) return 'names a head that it does not sign';
    return isWhole && kept.chains.length !== listed.size ? 'does not name all that it signs' : undefined;
  };

  return {
    /** `undefined` for what can't be read: a write that was cut off is one, if the next checkpoint follows. */
    take(kept: KeptCheckpoint | undefined): void {
      const signed = kept && signedIn(kept);
      if (!kept || !signed) {
        torn += 1;
        return;
      }
      const wrong = wrongWith(kept, signed);
      if (wrong) {
        flaw(`checkpoint ${signed.number} ${wrong}`);
        if (torn > 0) flaw(`something before checkpoint ${signed.number} can not be read`);
      } else for (const head of kept.chains) heads.add({ ...head, checkpoint: signed.number, at: signed.at });
      torn = 0;
      count += 1;
      before = { signed, text: kept.text };
    },

    end(): CheckpointsSeen {
      if (torn > 0) flaw('what stands at its end can not be read');
      return { count, last: before && { number: before.signed.number, at: before.signed.at } };
    },
  };
}
