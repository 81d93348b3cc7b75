import pg from 'pg';
import type { Sieve } from '../lib/secret-filter.ts';

/** The desk's connections, and one of them inside a transaction, for those who pass them on. */
export type Pool = pg.Pool;
export type PoolClient = pg.PoolClient;

/** The engine has its own connections; these serve the desk's own tables. */
const CONNECTIONS = 8;
const CONNECT_WITHIN_MS = 10_000;

/**
 * Connections that outlive the database: when it dies, the queries in flight fail, and the process goes on. Nothing that the
 * sieve keeps back is written down.
 */
export function createPool(
  url: string,
  { connections = CONNECTIONS, sieve }: { readonly connections?: number; readonly sieve?: Sieve } = {},
): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    keepAlive: true,
    application_name: 'desk',
  });
  pool.on('error', outlive);
  pool.on('connect', (client) => client.on('error', outlive));
  if (sieve) pool.on('connect', (client) => guard(client, sieve));
  return pool;
}

/** All of it or nothing. Work that hides a failed statement does not pass for a success. */
export async function inTransaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const result = await work(client);
    const { command } = await client.query('commit');
    if (command !== 'COMMIT') throw new Error('A statement of this transaction failed unseen; nothing of it was kept');
    client.release();
    return result;
  } catch (cause) {
    await giveBack(client);
    throw cause;
  }
}

/** Whatever is written goes this way, as the values of a query; its text is ours. */
function guard(client: pg.PoolClient, { cleanDeep }: Sieve): void {
  const query: unknown = client.query;
  const guarded = (...given: unknown[]) =>
    Reflect.apply(
      Object(query),
      client,
      given.map((one) => (Array.isArray(one) ? cleanDeep(one) : one)),
    );
  Object.assign(client, { query: guarded });
}

/** A connection that can't even roll back is broken and must not be used again. */
async function giveBack(client: pg.PoolClient): Promise<void> {
  try {
    await client.query('rollback');
    client.release();
  } catch {
    client.release(true);
  }
}

/** The query that is in flight reports the loss; without a listener Node would end the process. */
function outlive(): void {}
