import { createAuditCheckpoints, type KeptCheckpoint } from '../store/audit-checkpoints.ts';
import type { Period } from '../store/audit-lines.ts';
import { auditHeads, auditLines } from '../store/audit-lines.ts';
import type { Pool } from '../store/pool.ts';
import type { PublicKeys } from './audit-key.ts';
import { startOf } from './chain.ts';
import { checkpointsIn } from './checkpoint-file.ts';
import { type CheckpointsSeen, lookAtCheckpoints } from './checkpoint-look.ts';
import { createFlaws } from './flaw.ts';
import { lookThrough, type Reading, type Report, reportOf } from './report.ts';
import { createSignedHeads } from './signed-heads.ts';

interface Asked extends Period {
  readonly keys: PublicKeys;
  /** The second place of the checkpoints; absent when nobody has it. */
  readonly checkpointFile?: string | undefined;
}

/** Verifies what the database has: chains, checkpoints there and in the second place, and promises. */
export async function verifyDatabase(pool: Pool, { keys, checkpointFile, ...period }: Asked): Promise<Report> {
  const flaws = createFlaws();
  const heads = createSignedHeads();
  const places = [
    { place: 'the database', source: createAuditCheckpoints(pool).after(0) },
    ...(checkpointFile === undefined ? [] : [{ place: checkpointFile, source: checkpointsIn(checkpointFile) }]),
  ];
  const checkpoints: (CheckpointsSeen & { readonly place: string })[] = [];
  for (const { place, source } of places) {
    const look = lookAtCheckpoints({ keys, heads, place, isWhole: true, found: flaws.add });
    for await (const one of source as AsyncIterable<KeptCheckpoint | undefined>) look.take(one);
    checkpoints.push({ place, ...look.end() });
  }
  const { chains, told } = await lookThrough(readingOf(pool, period), heads, flaws);
  const vouched = { keys: [...keys.keys()], keyCameAlong: false };
  return reportOf({ chains, checkpoints, vouched, promises: told }, flaws);
}

function readingOf(pool: Pool, period: Period): Reading {
  const { customer, from, to } = period;
  return async (look) => {
    let at: string | undefined;
    const isPart = from !== undefined || to !== undefined;
    const end = () => look.end({ isWhole: !isPart });
    for await (const rows of auditLines(pool, period)) {
      for (const line of rows) {
        if (line.customer !== at) {
          if (at !== undefined) end();
          at = line.customer;
          look.chain(startOf(line, period));
        }
        look.line(line);
      }
    }
    if (at !== undefined) end();
    if (isPart) look.assertReach(await auditHeads(pool), customer);
    else look.assertThere(customer);
  };
}
