import type { PoolClient } from './pool.ts';

/** One link to one secret. Times are by the database's clock. */
export interface StoredHandover {
  readonly secretId: string;
  readonly customerId: string;
  readonly runId: string;
  readonly recipientId: string;
  /** Who may be shown its code. */
  readonly codeHolderId: string;
  readonly title: string;
  readonly state: 'offered' | 'opened' | 'expired' | 'blocked';
  readonly tokenDigest: Buffer;
  /** Null while nobody was shown a code: until then no code is right. */
  readonly codeDigest: Buffer | null;
  readonly wrongCodes: number;
  readonly expiresAt: Date;
  /** By the database's clock, which all replicas share. */
  readonly isOver: boolean;
  readonly openedAt: Date | null;
  readonly openedAgainAt: Date | null;
  /** When somebody else first asked for its code. */
  readonly refusedAt: Date | null;
}

type Offered = Pick<
  StoredHandover,
  'secretId' | 'customerId' | 'runId' | 'recipientId' | 'codeHolderId' | 'title' | 'tokenDigest'
>;

const columns = `secret_id as "secretId", customer_id as "customerId", run_id as "runId", recipient_id as "recipientId",
  code_holder_id as "codeHolderId", title, state, token_digest as "tokenDigest", code_digest as "codeDigest",
  wrong_codes as "wrongCodes", expires_at as "expiresAt", expires_at <= clock_timestamp() as "isOver",
  opened_at as "openedAt", opened_again_at as "openedAgainAt", refused_at as "refusedAt"`;

/** Links to secrets, in the caller's transaction: whoever reads one keeps others waiting until they are done. */
export const handovers = {
  async of(client: PoolClient, secretId: string): Promise<StoredHandover | undefined> {
    const { rows } = await client.query<StoredHandover>(
      `select ${columns} from app.handover where secret_id = $1 for update`,
      [secretId],
    );
    return rows[0];
  },

  /** A later offer replaces an unopened one, and the code of that opens nothing any more. */
  async offer(client: PoolClient, offered: Offered, withinMs: number): Promise<StoredHandover> {
    const { secretId, customerId, runId, recipientId, codeHolderId, title, tokenDigest } = offered;
    const { rows } = await client.query<StoredHandover>(
      `insert into app.handover
         (secret_id, token_digest, customer_id, run_id, recipient_id, code_holder_id, title, expires_at)
       values ($1, $2, $3, $4, $5, $6, $7, clock_timestamp() + $8 * interval '1 millisecond')
       on conflict (secret_id) do update set token_digest = excluded.token_digest, code_digest = null,
         recipient_id = excluded.recipient_id, code_holder_id = excluded.code_holder_id, title = excluded.title,
         expires_at = excluded.expires_at
       where app.handover.state = 'offered'
       returning ${columns}`,
      [secretId, tokenDigest, customerId, runId, recipientId, codeHolderId, title, withinMs],
    );
    const [handover] = rows;
    if (!handover) throw new Error(`The hand-over of ${secretId} is over`);
    return handover;
  },

  async find(client: PoolClient, tokenDigest: Buffer): Promise<StoredHandover | undefined> {
    const { rows } = await client.query<StoredHandover>(
      `select ${columns} from app.handover where token_digest = $1 for update`,
      [tokenDigest],
    );
    return rows[0];
  },

  async showedCode(client: PoolClient, secretId: string, codeDigest: Buffer): Promise<void> {
    await client.query('update app.handover set code_digest = $2 where secret_id = $1', [secretId, codeDigest]);
  },

  async refusedCode(client: PoolClient, secretId: string): Promise<void> {
    await client.query('update app.handover set refused_at = clock_timestamp() where secret_id = $1', [secretId]);
  },

  /** Counts a wrong code; after so many the link is blocked. */
  async guessed(client: PoolClient, secretId: string, most: number): Promise<'offered' | 'blocked'> {
    const { rows } = await client.query<{ state: 'offered' | 'blocked' }>(
      `update app.handover set wrong_codes = wrong_codes + 1,
         state = case when wrong_codes + 1 >= $2 then 'blocked' else state end
       where secret_id = $1 returning state`,
      [secretId, most],
    );
    return rows[0]?.state ?? 'blocked';
  },

  async opened(client: PoolClient, secretId: string): Promise<void> {
    await client.query(`update app.handover set state = 'opened', opened_at = clock_timestamp() where secret_id = $1`, [
      secretId,
    ]);
  },

  async openedAgain(client: PoolClient, secretId: string): Promise<void> {
    await client.query('update app.handover set opened_again_at = clock_timestamp() where secret_id = $1', [secretId]);
  },

  /** Ends every offer whose time is over, in the order of their customers. One that somebody looks at now is left to them. */
  async expire(client: PoolClient): Promise<StoredHandover[]> {
    const { rows } = await client.query<StoredHandover>(
      `with over as (
         select secret_id as id from app.handover where state = 'offered' and expires_at <= clock_timestamp()
         for update skip locked),
       expired as (
         update app.handover set state = 'expired' from over where secret_id = over.id returning app.handover.*)
       select ${columns} from expired order by customer_id, secret_id`,
    );
    return rows;
  },

  /** One that ended unopened, and that nobody was told of; no other replica is at it. */
  async untold(client: PoolClient): Promise<StoredHandover | undefined> {
    const { rows } = await client.query<StoredHandover>(
      `select ${columns} from app.handover where state in ('expired', 'blocked') and told_at is null
       order by expires_at limit 1 for update skip locked`,
    );
    return rows[0];
  },

  async told(client: PoolClient, secretId: string): Promise<void> {
    await client.query('update app.handover set told_at = clock_timestamp() where secret_id = $1', [secretId]);
  },
};
