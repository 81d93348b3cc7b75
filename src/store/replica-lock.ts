import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';

/** The lock that only the living replica of this id holds. PostgreSQL takes it back in the moment its connection ends. */
export interface ReplicaLock {
  tryToTake(replica: string): Promise<boolean>;
  giveBack(replica: string): Promise<void>;
  close(): Promise<void>;
}

const ANSWER_WITHIN_MS = 10_000;
const CLOSE_WITHIN_MS = 2_000;

/** So that the database notices within half a minute when a replica's machine or network is gone without a word. */
const NOTICE_SILENCE = `set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5;
  set tcp_keepalives_count = 3; set tcp_user_timeout = 15000`;

interface Parts {
  readonly url: string;
  readonly id: string;
  /** The connection is gone, and with it every lock. */
  readonly onEnd: () => void;
}

/** Locks belong to a connection, so this is one of its own; it can't go through a pooler that shares connections. */
export async function openReplicaLock({ url, id, onEnd }: Parts): Promise<ReplicaLock> {
  const client = new pg.Client({
    connectionString: url,
    application_name: `desk replica ${id}`,
    connectionTimeoutMillis: ANSWER_WITHIN_MS,
    query_timeout: ANSWER_WITHIN_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  });
  client.on('error', () => {});
  const close = () => Promise.race([client.end(), wait(CLOSE_WITHIN_MS, undefined, { ref: false })]);

  /** A connection that doesn't answer is as good as gone. */
  const ask = async (sql: string, values?: string[]) => {
    try {
      return await client.query<{ mine: boolean }>(sql, values);
    } catch (cause) {
      await close();
      throw cause;
    }
  };

  await client.connect();
  await ask(NOTICE_SILENCE);
  client.once('end', onEnd);
  return {
    async tryToTake(replica) {
      const { rows } = await ask(`select pg_try_advisory_lock(${KEY}) as mine`, [replica]);
      return rows[0]?.mine ?? false;
    },
    async giveBack(replica) {
      await ask(`select pg_advisory_unlock(${KEY}) as mine`, [replica]);
    },
    close,
  };
}

const KEY = `hashtextextended('desk.replica:' || $1, 0)`;
