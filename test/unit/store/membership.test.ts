import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { noLog } from '../../../src/lib/log.ts';
import { join, type Membership } from '../../../src/store/membership.ts';
import { describeWithDatabase, emptyDatabase, type FreshDatabase } from '../../fakes/database.ts';
import { administer } from '../../fakes/test-server.ts';

const replicaScript = fileURLToPath(new URL('../../fakes/lone-replica.ts', import.meta.url));

describeWithDatabase('the membership of a replica', () => {
  let database: FreshDatabase;
  const members: Membership[] = [];
  const processes: ChildProcess[] = [];
  const clients: pg.Client[] = [];

  beforeEach(async () => {
    database = await emptyDatabase();
  });

  afterEach(async () => {
    for (const child of processes.splice(0)) child.kill('SIGKILL');
    for (const member of members.splice(0)) await member.leave();
    for (const client of clients.splice(0)) await client.end();
    await database.drop();
  });

  test('is refused to a second process with the same id, with the remedy', async () => {
    await enter('one');

    const second = enter('one');

    await expect(second).rejects.toMatchObject({ kind: 'idInUse' });
    await expect(second).rejects.toThrow('give this one a name of its own with MSP_REPLICA');
  });

  test('is free again when a replica has left', async () => {
    await (await enter('one')).leave();

    await expect(enter('one')).resolves.toBeDefined();
  });

  test('tells the dead from the living: nobody is recovered twice, or alive, or oneself', async () => {
    const one = await enter('one');
    await enter('two');

    expect(await deadFor(one, ['one', 'two', 'three'])).toEqual(['three']);
  });

  test('ends with the process, so that a killed replica is recovered at once', async () => {
    const one = await enter('one');
    const two = await startReplica('two');
    expect(await deadFor(one, ['two'])).toEqual([]);

    two.kill('SIGKILL');

    await expect.poll(() => deadFor(one, ['two'])).toEqual(['two']);
  });

  test('lets only one of two living replicas recover a dead one', async () => {
    const [one, two] = [await enter('one'), await enter('two')];
    const recovery = Promise.withResolvers<void>();
    const started = Promise.withResolvers<void>();

    const first = one.forEachDead(['three'], async () => {
      started.resolve();
      await recovery.promise;
    });
    await started.promise;

    expect(await deadFor(two, ['three'])).toEqual([]);
    recovery.resolve();
    await first;
    expect(await deadFor(two, ['three'])).toEqual(['three']);
  });

  test('does not begin a recovery a second time while the first is going on', async () => {
    const one = await enter('one');
    const recovery = Promise.withResolvers<void>();
    const first = one.forEachDead(['three'], () => recovery.promise);

    expect(await deadFor(one, ['three'])).toEqual([]);
    recovery.resolve();
    await first;
  });

  test('goes on to the next dead replica when one could not be recovered', async () => {
    const one = await enter('one');
    const tried: string[] = [];

    await one.forEachDead(['three', 'four'], async (id) => {
      tried.push(id);
      throw new Error('not now');
    });

    expect(tried).toEqual(['three', 'four']);
    expect(await deadFor(one, ['three'])).toEqual(['three']);
  });

  test('survives the loss of its connection', async () => {
    const one = await enter('one');

    await cutConnection('one');

    await expect.poll(() => deadFor(one, ['three'])).toEqual(['three']);
    await expect(enter('one')).rejects.toMatchObject({ kind: 'idInUse' });
  });

  test('is not over when its connection breaks for a moment: its work is left to it', async () => {
    await enter('one');
    const two = await enter('two', { deadAfterMs: 500 });
    const dead = new Set<string>();

    await cutConnection('one');

    await expect
      .poll(
        async () => {
          for (const id of await deadFor(two, ['one', 'three'])) dead.add(id);
          return [...dead];
        },
        { timeout: 5_000, interval: 10 },
      )
      .toEqual(['three']);
  });

  test('is lost, and says so, when another process took its id in the meantime', async () => {
    const lost = Promise.withResolvers<string>();
    await enter('one', { onLost: lost.resolve, enterAgainWithinMs: 300 });

    const takenOver = takeOver('one');
    await expect.poll(waitingForALock).toBe(1);
    await cutConnection('one');
    await takenOver;

    expect(await lost.promise).toContain('A desk is already running as "one"');
  });

  async function enter(id: string, how: Partial<Parameters<typeof join>[0]> = {}): Promise<Membership> {
    const patience = { enterWithinMs: 300, deadAfterMs: 0 };
    const member = await join({ url: database.url, id, onLost: () => {}, log: noLog, ...patience, ...how });
    members.push(member);
    return member;
  }

  async function startReplica(id: string): Promise<ChildProcess> {
    const child = spawn(process.execPath, [replicaScript, database.url, id], { stdio: ['pipe', 'pipe', 'inherit'] });
    processes.push(child);
    if (child.stdout) await once(child.stdout, 'data');
    return child;
  }

  async function cutConnection(id: string): Promise<void> {
    await administer(
      database.url,
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and application_name = 'desk replica ${id}'`,
    );
  }

  async function waitingForALock(): Promise<number> {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    const { rows } = await client.query<{ count: number }>(
      `select count(*)::int from pg_locks join pg_database on pg_database.oid = database
       where not granted and locktype = 'advisory' and datname = current_database()`,
    );
    await client.end();
    return rows[0]?.count ?? 0;
  }

  /** Waits in line for the id, which is how one gets it before its owner is back. */
  async function takeOver(id: string): Promise<void> {
    const client = new pg.Client({ connectionString: database.url });
    clients.push(client);
    client.on('error', () => {});
    await client.connect();
    await client.query(`select pg_advisory_lock(hashtextextended('desk.replica:' || $1, 0))`, [id]);
  }
});

async function deadFor(member: Membership, ids: readonly string[]): Promise<string[]> {
  const dead: string[] = [];
  await member.forEachDead(ids, async (id) => {
    dead.push(id);
  });
  return dead;
}
