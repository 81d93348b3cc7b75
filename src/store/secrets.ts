import type { Pool, PoolClient } from './pool.ts';

/** One secret as it lies there. `sealed` is null when it has gone. */
export interface StoredSecret {
  readonly id: string;
  readonly customerId: string;
  /** The call that made it. */
  readonly owner: string;
  readonly field: string;
  readonly sealed: string | null;
}

const columns = 'id, customer_id as "customerId", owner, field, sealed';

/** How many secrets of a customer are sealed in one way. */
export interface SealedCount {
  readonly customerId: string;
  readonly format: string;
  readonly keyId: string;
  readonly secrets: number;
}

/** Sealed secrets, at most one for each field of a call. */
export function createSecrets(pool: Pool) {
  return {
    async of({ customerId, owner, field }: Omit<StoredSecret, 'id' | 'sealed'>): Promise<StoredSecret | undefined> {
      const { rows } = await pool.query<StoredSecret>(
        `select ${columns} from app.secret where customer_id = $1 and owner = $2 and field = $3`,
        [customerId, owner, field],
      );
      return rows[0];
    },

    /** Whoever comes first is kept, so that two calls at once go on with the same one. */
    async keep({ id, customerId, owner, field, sealed }: StoredSecret): Promise<void> {
      await pool.query(
        `insert into app.secret (id, customer_id, owner, field, sealed) values ($1, $2, $3, $4, $5)
         on conflict (customer_id, owner, field) do nothing`,
        [id, customerId, owner, field, sealed],
      );
    },

    /** The newest counts: what a vendor made before it is of no use any more. */
    async replace({ id, customerId, owner, field, sealed }: StoredSecret): Promise<void> {
      await pool.query(
        `insert into app.secret (id, customer_id, owner, field, sealed) values ($1, $2, $3, $4, $5)
         on conflict (customer_id, owner, field) do update set sealed = excluded.sealed, sealed_at = excluded.sealed_at`,
        [id, customerId, owner, field, sealed],
      );
    },

    async read(client: Pool | PoolClient, id: string): Promise<StoredSecret | undefined> {
      const { rows } = await client.query<StoredSecret>(`select ${columns} from app.secret where id = $1`, [id]);
      return rows[0];
    },

    /** Those that are still there and were sealed after a moment, oldest first. */
    async sealedAfter(moment: Date): Promise<{ id: string; customerId: string; sealedAt: Date }[]> {
      const { rows } = await pool.query<{ id: string; customerId: string; sealedAt: Date }>(
        `select id, customer_id as "customerId", sealed_at as "sealedAt" from app.secret
         where sealed is not null and sealed_at > $1 order by sealed_at`,
        [moment],
      );
      return rows;
    },

    async forget(client: Pool | PoolClient, id: string): Promise<void> {
      await client.query('update app.secret set sealed = null where id = $1', [id]);
    },

    /** Forgets what nobody has come for. */
    async forgetOlderThan(ms: number): Promise<number> {
      const { rowCount } = await pool.query(
        `update app.secret set sealed = null
         where sealed is not null and sealed_at < clock_timestamp() - $1 * interval '1 millisecond'`,
        [ms],
      );
      return rowCount ?? 0;
    },

    async counts(): Promise<SealedCount[]> {
      const { rows } = await pool.query<SealedCount>(
        `select customer_id as "customerId", split_part(sealed, '.', 1) as format, split_part(sealed, '.', 2) as "keyId",
           count(*)::int as secrets
         from app.secret where sealed is not null group by 1, 2, 3 order by 1, 2, 3`,
      );
      return rows;
    },

    /** Those that are sealed in another way than with this beginning, a few at a time and in their order. */
    async sealedOtherwise(customerId: string, beginning: string, after: string, most: number): Promise<StoredSecret[]> {
      const { rows } = await pool.query<StoredSecret>(
        `select ${columns} from app.secret
         where customer_id = $1 and sealed is not null and not starts_with(sealed, $2) and id > $3 order by id limit $4`,
        [customerId, beginning, after, most],
      );
      return rows;
    },

    /** The same secret under another key; `false` when it was changed or has gone meanwhile. */
    async reseal(client: PoolClient, { id, sealed: before }: StoredSecret, after: string): Promise<boolean> {
      const { rowCount } = await client.query('update app.secret set sealed = $3 where id = $1 and sealed = $2', [
        id,
        before,
        after,
      ]);
      return rowCount === 1;
    },

    async forgetAllOf(client: PoolClient, customerId: string): Promise<number> {
      const { rowCount } = await client.query(
        'update app.secret set sealed = null where customer_id = $1 and sealed is not null',
        [customerId],
      );
      return rowCount ?? 0;
    },
  };
}
