import type { PoolClient } from './pool.ts';

/** One link to one secret. Times are ISO strings by the database's clock. */
export interface StoredHandover {
  readonly secretId: string;
  readonly customerId: string;
  readonly runId: string;
  readonly recipientId: string;
  readonly title: string;
  readonly state: 'offered' | 'opened' | 'expired';
  readonly expiresAt: Date;
  /** By the database's clock, which all replicas share. */
  readonly isOver: boolean;
  readonly openedAt: Date | null;
  readonly openedAgainAt: Date | null;
}

type Offered = Pick<StoredHandover, 'secretId' | 'customerId' | 'runId' | 'recipientId' | 'title'>;

const columns = `secret_id as "secretId", customer_id as "customerId", run_id as "runId", recipient_id as "recipientId",
  title, state, expires_at as "expiresAt", expires_at <= clock_timestamp() as "isOver", opened_at as "openedAt",
  opened_again_at as "openedAgainAt"`;

/** Links to secrets, in the caller's transaction: whoever reads one keeps others waiting until they are done. */
export const handovers = {
  async of(client: PoolClient, secretId: string): Promise<StoredHandover | undefined> {
    const { rows } = await client.query<StoredHandover>(
      `select ${columns} from app.handover where secret_id = $1 for update`,
      [secretId],
    );
    return rows[0];
  },

  /** A later offer replaces an unopened one. */
  async offer(client: PoolClient, offered: Offered, tokenDigest: Buffer, withinMs: number): Promise<StoredHandover> {
    const { secretId, customerId, runId, recipientId, title } = offered;
    const { rows } = await client.query<StoredHandover>(
      `insert into app.handover (secret_id, token_digest, customer_id, run_id, recipient_id, title, expires_at)
       values ($1, $2, $3, $4, $5, $6, clock_timestamp() + $7 * interval '1 millisecond')
       on conflict (secret_id) do update set token_digest = excluded.token_digest,
         recipient_id = excluded.recipient_id, title = excluded.title, expires_at = excluded.expires_at
       where app.handover.state = 'offered'
       returning ${columns}`,
      [secretId, tokenDigest, customerId, runId, recipientId, title, withinMs],
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
};
