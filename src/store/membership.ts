import { setTimeout as wait } from 'node:timers/promises';
import type { Log } from '../lib/log.ts';
import { openReplicaLock, type ReplicaLock } from './replica-lock.ts';
import { StoreError } from './store-error.ts';

/** This process as one of the replicas that share a database. */
export interface Membership {
  /**
   * Calls `recover` for every id whose replica is dead, while nobody else can do the same or come to life under that id.
   * Meant to be called every few seconds: only who stays silent from one call to a later one is dead.
   */
  forEachDead(ids: readonly string[], recover: (id: string) => Promise<void>): Promise<void>;
  leave(): Promise<void>;
}

interface Parts {
  readonly url: string;
  readonly id: string;
  /** Another process lives under our id: this one must stop working. */
  readonly onLost: (reason: string) => void;
  readonly log: Log;
  readonly enterWithinMs?: number;
  readonly enterAgainWithinMs?: number;
  readonly deadAfterMs?: number;
}

/** A predecessor that was killed is gone at once; one that another replica recovers at this moment, a little later. */
const ENTER_WITHIN_MS = 5_000;
/** After a lost connection the database may need a while to see that our old one is gone too. */
const ENTER_AGAIN_WITHIN_MS = 60_000;
const TRY_AGAIN_AFTER_MS = 100;
/** A living replica whose connection broke is back long before; its work must not be done by two. */
const DEAD_AFTER_MS = 3_000;

/** Lives under this id, or refuses when another process already does. A broken connection is made anew by itself. */
export async function join(parts: Parts): Promise<Membership> {
  const { url, id, onLost, log, enterWithinMs = ENTER_WITHIN_MS } = parts;
  const { enterAgainWithinMs = ENTER_AGAIN_WITHIN_MS, deadAfterMs = DEAD_AFTER_MS } = parts;
  const silentSince = new Map<string, number>();
  const leaving = new AbortController();
  const { signal } = leaving;
  let held: ReplicaLock | undefined;
  let entering: Promise<void> = Promise.resolve();
  let recovering = false;

  await enter(enterWithinMs);
  return {
    async forEachDead(ids, recover) {
      const lock = held;
      if (!lock || recovering) return;
      recovering = true;
      try {
        for (const other of ids) if (other !== id) await recoverIfDead(lock, other, recover);
      } finally {
        recovering = false;
      }
    },

    async leave() {
      leaving.abort();
      await entering;
      await held?.close();
    },
  };

  async function enter(withinMs: number): Promise<void> {
    const lock = await openReplicaLock({ url, id, onEnd: () => gone(lock) });
    try {
      await takeOwn(lock, Date.now() + withinMs);
      held = lock;
    } catch (cause) {
      await lock.close();
      throw cause;
    }
  }

  async function takeOwn(lock: ReplicaLock, deadline: number): Promise<void> {
    while (!(await lock.tryToTake(id))) {
      if (Date.now() > deadline) throw inUse(id);
      await wait(TRY_AGAIN_AFTER_MS, undefined, { signal });
    }
  }

  function gone(lock: ReplicaLock): void {
    if (held !== lock) return;
    held = undefined;
    silentSince.clear();
    if (!signal.aborted) entering = enterAgain();
  }

  async function enterAgain(): Promise<void> {
    log.warn('replica.disconnected', { replica: id });
    while (!signal.aborted) {
      try {
        await enter(enterAgainWithinMs);
        return log.info('replica.connected', { replica: id });
      } catch (cause) {
        if (cause instanceof StoreError) return onLost(cause.message);
        await wait(TRY_AGAIN_AFTER_MS, undefined, { signal }).catch(() => {});
      }
    }
  }

  async function recoverIfDead(
    lock: ReplicaLock,
    other: string,
    recover: (id: string) => Promise<void>,
  ): Promise<void> {
    if (!(await lock.tryToTake(other))) return void silentSince.delete(other);
    try {
      if (!isDead(other)) return;
      await recover(other);
      log.info('replica.recovered', { replica: other });
    } catch (error) {
      log.error('replica.not-recovered', { replica: other, error });
    } finally {
      await lock.giveBack(other);
    }
  }

  function isDead(other: string): boolean {
    const since = silentSince.get(other) ?? Date.now();
    silentSince.set(other, since);
    return Date.now() - since >= deadAfterMs;
  }
}

function inUse(id: string): StoreError {
  return new StoreError('idInUse', `A desk is already running as "${id}" on this database.`, {
    remedy: 'Stop that one first, or give this one a name of its own with MSP_REPLICA.',
  });
}
