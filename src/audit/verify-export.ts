import { basename } from 'node:path';
import type { PublicKeys } from './audit-key.ts';
import { checkpointsIn } from './checkpoint-file.ts';
import { type CheckpointsSeen, lookAtCheckpoints } from './checkpoint-look.ts';
import { introductionOf } from './export-introduction.ts';
import { readExport } from './export-reading.ts';
import { createFlaws } from './flaw.ts';
import type { ChainLine, SaidLine } from './line.ts';
import { lookThrough, type Report, reportOf, type Vouched } from './report.ts';
import { createSignedHeads } from './signed-heads.ts';

interface Asked {
  /** Whom somebody trusts; without them, the key that came along is taken, and the report says so. */
  readonly keys?: PublicKeys | undefined;
  /** Checkpoints that somebody has from elsewhere. */
  readonly checkpointFile?: string | undefined;
  readonly onLine?: (said: SaidLine, line: ChainLine) => void;
}

const signatureFlaws = {
  right: undefined,
  wrong: 'its signature does not fit: some byte of it was changed, or somebody else signed it',
  none: 'nobody signed it',
} satisfies Record<NonNullable<Vouched['signature']>, string | undefined>;

/** Verifies an exported file with nothing but the file. */
export async function verifyExport(file: string, asked: Asked): Promise<Report> {
  const { keys: trusted, checkpointFile, onLine } = asked;
  const flaws = createFlaws();
  const heads = createSignedHeads();
  const { customer, from, to, keys: own, checkpoints: along } = await introductionOf(file);
  const keys = trusted ?? own;
  const place = basename(file);
  const checkpoints: (CheckpointsSeen & { readonly place: string })[] = [];
  const look = lookAtCheckpoints({ keys, heads, place, isWhole: false, found: flaws.add });
  for (const one of along) look.take(one);
  checkpoints.push({ place, ...look.end() });
  if (checkpointFile !== undefined) {
    const elsewhere = lookAtCheckpoints({ keys, heads, place: checkpointFile, isWhole: true, found: flaws.add });
    for await (const one of checkpointsIn(checkpointFile)) elsewhere.take(one);
    checkpoints.push({ place: checkpointFile, ...elsewhere.end() });
  }

  let signature: NonNullable<Vouched['signature']> = 'none';
  const read = async (into: Parameters<typeof readExport>[2], found: typeof flaws) => {
    signature = await readExport(file, keys, into, found);
    if (from === null && to === null) into.assertThere(customer ?? undefined);
  };
  const { chains, told } = await lookThrough(read, heads, flaws, onLine);
  const why = signatureFlaws[signature];
  if (why !== undefined) flaws.add({ kind: 'signature', why: `${place}: ${why}` });
  const vouched = { signature, keys: [...keys.keys()], keyCameAlong: trusted === undefined };
  return reportOf({ chains, checkpoints, vouched, promises: told }, flaws);
}
