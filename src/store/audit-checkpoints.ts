import { z } from 'zod';
import { ChainHead } from './audit-lines.ts';
import type { Pool, PoolClient } from './pool.ts';

/** A checkpoint as it is kept: the text that was signed, its signature in hex, and the chains whose digests it holds. */
export const KeptCheckpoint = z.object({
  number: z.coerce.number(),
  text: z.string(),
  signature: z.string(),
  chains: z.array(ChainHead).readonly(),
});
export type KeptCheckpoint = Readonly<z.infer<typeof KeptCheckpoint>>;

const columns = `number, text, encode(signature, 'hex') as signature, chains`;
const AT_ONCE = 200;

/** The checkpoints, in the order they were signed. They are never changed. */
export function createAuditCheckpoints(pool: Pool) {
  return {
    async last(client: Pool | PoolClient = pool): Promise<KeptCheckpoint | undefined> {
      const { rows } = await client.query(`select ${columns} from app.audit_checkpoint order by number desc limit 1`);
      return rows[0] && KeptCheckpoint.parse(rows[0]);
    },

    async read(number: number, client: Pool | PoolClient = pool): Promise<KeptCheckpoint | undefined> {
      const { rows } = await client.query(`select ${columns} from app.audit_checkpoint where number = $1`, [number]);
      return rows[0] && KeptCheckpoint.parse(rows[0]);
    },

    async add(client: PoolClient, { number, text, signature, chains }: KeptCheckpoint, at: string): Promise<void> {
      await client.query(
        `insert into app.audit_checkpoint (number, at, text, signature, chains) values ($1, $2, $3, decode($4, 'hex'), $5)`,
        [number, at, text, signature, JSON.stringify(chains)],
      );
    },

    /** All behind a number. */
    async *after(number: number, client: Pool | PoolClient = pool): AsyncGenerator<KeptCheckpoint> {
      for (let last = number; ; ) {
        const { rows } = await client.query(
          `select ${columns} from app.audit_checkpoint where number > $1 order by number limit ${AT_ONCE}`,
          [last],
        );
        for (const row of rows) {
          const checkpoint = KeptCheckpoint.parse(row);
          last = checkpoint.number;
          yield checkpoint;
        }
        if (rows.length < AT_ONCE) return;
      }
    },
  };
}
