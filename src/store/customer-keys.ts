import type { Pool, PoolClient } from './pool.ts';

/** A customer's data key as it lies there: nothing in it is of use without the master key that wrapped it. */
export interface StoredKey {
  readonly id: string;
  readonly customerId: string;
  readonly wrapped: string;
  /** The id of the master key. */
  readonly wrappedBy: string;
}

/** What is told about a key. */
export interface ListedKey extends StoredKey {
  readonly madeAt: Date;
  readonly ageMs: number;
  /** It seals nothing any more. */
  readonly isRetired: boolean;
}

const columns = 'id, customer_id as "customerId", wrapped, wrapped_by as "wrappedBy"';

/** The data keys of customers, of which one each seals. */
export const customerKeys = {
  async thatSeals(client: Pool | PoolClient, customerId: string): Promise<StoredKey | undefined> {
    const { rows } = await client.query<StoredKey>(
      `select ${columns} from app.customer_key where customer_id = $1 and retired_at is null`,
      [customerId],
    );
    return rows[0];
  },

  /** Also a retired one; whose it is has to be looked at. */
  async find(client: Pool | PoolClient, id: string): Promise<StoredKey | undefined> {
    const { rows } = await client.query<StoredKey>(`select ${columns} from app.customer_key where id = $1`, [id]);
    return rows[0];
  },

  /** Whoever comes first is kept, so that replicas that need one at once go on with the same one. */
  async keep(client: Pool | PoolClient, { id, customerId, wrapped, wrappedBy }: StoredKey): Promise<void> {
    await client.query(
      `insert into app.customer_key (id, customer_id, wrapped, wrapped_by) values ($1, $2, $3, $4)
       on conflict (customer_id) where retired_at is null do nothing`,
      [id, customerId, wrapped, wrappedBy],
    );
  },

  /** Ends the sealing of one key, so that another one can begin; `false` when it has ended already. */
  async retire(client: Pool | PoolClient, id: string): Promise<boolean> {
    const { rowCount } = await client.query(
      'update app.customer_key set retired_at = clock_timestamp() where id = $1 and retired_at is null',
      [id],
    );
    return rowCount === 1;
  },

  /** The same key under another master key; `false` when somebody else was quicker. */
  async rewrap(client: Pool | PoolClient, before: StoredKey, after: StoredKey): Promise<boolean> {
    const { rowCount } = await client.query(
      'update app.customer_key set wrapped = $3, wrapped_by = $4 where id = $1 and wrapped = $2',
      [before.id, before.wrapped, after.wrapped, after.wrappedBy],
    );
    return rowCount === 1;
  },

  /** By customer, the one that seals first. */
  async all(client: Pool | PoolClient): Promise<ListedKey[]> {
    const { rows } = await client.query<ListedKey>(
      `select ${columns}, made_at as "madeAt", retired_at is not null as "isRetired",
         (1000 * extract(epoch from clock_timestamp() - made_at))::float8 as "ageMs"
       from app.customer_key order by customer_id, retired_at desc nulls first`,
    );
    return rows;
  },

  /** Deletes every key of a customer. */
  async shred(client: Pool | PoolClient, customerId: string): Promise<string[]> {
    const { rows } = await client.query<{ id: string }>(
      'delete from app.customer_key where customer_id = $1 returning id',
      [customerId],
    );
    return rows.map(({ id }) => id);
  },

  /** Deletes the keys that have long been retired and have nothing left to open. */
  async dropIdle(client: Pool | PoolClient, customerId: string, retiredForMs: number): Promise<string[]> {
    const { rows } = await client.query<{ id: string }>(
      `delete from app.customer_key as key
       where customer_id = $1 and retired_at < clock_timestamp() - $2 * interval '1 millisecond'
         and not exists (
           select from app.secret where secret.customer_id = key.customer_id and split_part(sealed, '.', 2) = key.id)
       returning id`,
      [customerId, retiredForMs],
    );
    return rows.map(({ id }) => id);
  },
};
