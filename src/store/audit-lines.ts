import { z } from 'zod';
import type { Pool, PoolClient } from './pool.ts';

/** A line of a chain as the database keeps it; hashes in hex. */
export interface KeptLine {
  readonly customer: string;
  readonly seq: number;
  readonly hash: string;
  readonly previous: string;
  readonly text: string;
  /** Whether its columns say something else than its text. */
  readonly differs: boolean;
}

/** Which lines are meant: of one customer, and of a time; ISO times, the end itself left out. */
export interface Period {
  readonly customer?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** The last line of a chain; `hash` in hex. */
export const ChainHead = z.object({ customer: z.string(), seq: z.coerce.number(), hash: z.string() });
export type ChainHead = Readonly<z.infer<typeof ChainHead>>;

const AT_ONCE = 2_000;

/** Everything that matches, customer by customer in the order of their numbers; a few thousand at a time are in memory. */
export async function* auditLines(pool: Pool, { customer, from, to }: Period): AsyncGenerator<readonly KeptLine[]> {
  const client = await pool.connect();
  try {
    await client.query('begin transaction isolation level repeatable read read only');
    await client.query(
      `declare lines no scroll cursor for
       select customer_id as customer, seq::float8 as seq, encode(hash, 'hex') as hash, encode(previous, 'hex') as previous,
         line as text, app.audit_line(a) <> line as differs
       from app.audit a
       where ($1::text is null or customer_id = $1) and ($2::timestamptz is null or at >= $2) and ($3::timestamptz is null or at < $3)
       order by customer_id, seq`,
      [customer ?? null, from ?? null, to ?? null],
    );
    for (;;) {
      const { rows } = await client.query<KeptLine>(`fetch ${AT_ONCE} from lines`);
      if (rows.length === 0) return;
      yield rows;
    }
  } finally {
    await client.query('rollback').then(
      () => client.release(),
      () => client.release(true),
    );
  }
}

/** The last line of every chain, each found by the index: a full log is not read for it. */
export async function auditHeads(client: Pool | PoolClient): Promise<ChainHead[]> {
  const { rows } = await client.query(
    `with recursive chain(id) as (
       select min(customer_id) from app.audit
       union all
       select (select min(customer_id) from app.audit where customer_id > chain.id) from chain where chain.id is not null
     )
     select chain.id as customer, head.seq, encode(head.hash, 'hex') as hash
     from chain cross join lateral (select seq, hash from app.audit where customer_id = chain.id order by seq desc limit 1) head
     order by chain.id collate "C"`,
  );
  return rows.map((row) => ChainHead.parse(row));
}

/** The first line behind `after` that does not follow on the one before it, looked for by the database itself. */
export async function firstUnlinked(
  client: PoolClient,
  { customer, seq, hash }: ChainHead,
): Promise<number | undefined> {
  const { rows } = await client.query<{ seq: string }>(
    `select seq from (
       select seq, hash, previous, line,
         lag(seq, 1, $2::bigint) over (order by seq) as last_seq, lag(hash, 1, $3::bytea) over (order by seq) as last_hash
       from app.audit where customer_id = $1 and seq > $2::bigint) line
     where seq <> last_seq + 1 or previous <> last_hash or hash <> sha256(previous || convert_to(line, 'UTF8'))
     order by seq limit 1`,
    [customer, seq, Buffer.from(hash, 'hex')],
  );
  return rows[0] && Number(rows[0].seq);
}

/** Whether a line is still what it was. */
export async function isStill(client: PoolClient, { customer, seq, hash }: ChainHead): Promise<boolean> {
  const { rowCount } = await client.query('select from app.audit where customer_id = $1 and seq = $2 and hash = $3', [
    customer,
    seq,
    Buffer.from(hash, 'hex'),
  ]);
  return rowCount === 1;
}
