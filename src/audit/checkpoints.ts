import { appendDurably } from '../lib/durable-file.ts';
import type { Log } from '../lib/log.ts';
import { createAuditCheckpoints } from '../store/audit-checkpoints.ts';
import { auditHeads, type ChainHead, firstUnlinked, isStill } from '../store/audit-lines.ts';
import { inTransaction, type Pool, type PoolClient } from '../store/pool.ts';
import { AuditError } from './audit-error.ts';
import type { AuditKey } from './audit-key.ts';
import { signCheckpoint } from './checkpoint.ts';
import { lastCheckpointIn } from './checkpoint-file.ts';
import { BEGINNING } from './line.ts';

/** How much is carried over at once, in characters. */
const A_WRITE = 1_000_000;

interface Parts {
  readonly pool: Pool;
  readonly key: AuditKey;
  /** The second place; best on another machine. */
  readonly file: string;
  readonly log: Log;
}

/** Signs where the chains are, in the database and in the second place. Of several replicas one does it at a time. */
export function createCheckpoints({ pool, key, file, log }: Parts) {
  const kept = createAuditCheckpoints(pool);

  /** Only what follows on what was signed before is signed; a log that was changed meanwhile never is. */
  const sign = async (client: PoolClient): Promise<void> => {
    const [chains, before] = [await auditHeads(client), await kept.last(client)];
    if (JSON.stringify(chains) === JSON.stringify(before?.chains ?? [])) return;
    const signed = new Map(before?.chains.map((head) => [head.customer, head]));
    for (const head of before?.chains ?? [])
      if (!(await isStill(client, head))) throw rewritten(head.customer, head.seq);
    for (const head of chains) {
      const last: ChainHead = signed.get(head.customer) ?? { customer: head.customer, seq: 0, hash: BEGINNING };
      if (last.seq === head.seq) continue;
      const unlinked = await firstUnlinked(client, last);
      if (unlinked !== undefined) throw rewritten(head.customer, unlinked);
    }
    const { rows } = await client.query<{ now: Date }>('select clock_timestamp() as now');
    const at = (rows[0]?.now ?? new Date()).toISOString();
    const checkpoint = signCheckpoint(chains, at, before, key);
    await kept.add(client, checkpoint, at);
    log.info('audit.checkpoint-signed', { number: checkpoint.number, chains: chains.length });
  };

  /** What the second place does not have yet, also of hours in which it could not be reached. */
  const carryOver = async (client: PoolClient): Promise<void> => {
    const { last, isWhole } = await lastCheckpointIn(file);
    if (last && (await kept.read(last.number, client))?.text !== last.text) throw behind(file, last.number);
    let missing = isWhole ? '' : '\n';
    for await (const one of kept.after(last?.number ?? 0, client)) {
      missing += `${JSON.stringify(one)}\n`;
      if (missing.length < A_WRITE) continue;
      await appendDurably(file, missing);
      missing = '';
    }
    if (missing.trim() !== '') await appendDurably(file, missing);
  };

  return {
    /** Returns when what was new is signed, or another replica is at it. */
    async write(): Promise<void> {
      await inTransaction(pool, async (client) => {
        if (await isTaken(client)) return;
        await sign(client);
      });
      await inTransaction(pool, async (client) => {
        if (await isTaken(client)) return;
        await carryOver(client);
      });
    },
  };
}

async function isTaken(client: PoolClient): Promise<boolean> {
  const { rows } = await client.query<{ mine: boolean }>(
    `select pg_try_advisory_xact_lock(hashtextextended('audit.checkpoints', 0)) as mine`,
  );
  return !rows[0]?.mine;
}

function rewritten(customer: string, seq: number): AuditError {
  return new AuditError('rewritten', `The audit of ${customer} was changed at line ${seq}, so it is not signed.`, {
    remedy: 'Run "npx msp audit verify", keep the database as it is, and find out who can write to it.',
  });
}

function behind(file: string, number: number): AuditError {
  return new AuditError('rewritten', `The database does not have checkpoint ${number} as ${file} has it.`, {
    remedy:
      'Somebody changed one of them, or an older database was restored. Keep that file, and name another one in MSP_AUDIT_CHECKPOINTS.',
  });
}
