import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { noLog } from '../../../src/lib/log.ts';
import { type EmbeddedServer, startEmbeddedServer } from '../../../src/store/embedded-server.ts';
import { hasPostgres } from '../../../src/store/postgres-binaries.ts';
import { serverAccount } from '../../../src/store/server-account.ts';
import { readableCheckout } from '../../fakes/checkout.ts';
import { databaseRoom } from '../../fakes/database-room.ts';

const isRoot = process.getuid?.() === 0;
const ours = fileURLToPath(new URL('../../..', import.meta.url));
const botScript = fileURLToPath(new URL('../../fakes/bot-with-server.ts', import.meta.url));

describe.skipIf(!hasPostgres())('the server that a desk starts by itself', () => {
  const folders: string[] = [];
  const servers: EmbeddedServer[] = [];
  const processes: ChildProcess[] = [];
  /** Most tests go on with this one, because the first start is the slow one. */
  let shared: string;

  beforeAll(async () => {
    shared = newFolder();
    await start(shared);
  });

  afterEach(async () => {
    for (const server of servers) await server.leave();
    for (const child of processes.splice(0)) child.kill('SIGKILL');
  });

  afterAll(async () => {
    for (const server of servers) await server.stop();
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  test('answers on this machine only, and only to the password in its file', async () => {
    const { url } = await start(shared);

    expect(await ask(url, 'show listen_addresses')).toBe('127.0.0.1');
    expect(await ask(url, 'show unix_socket_directories')).toBe('');
    const stranger = new URL(url);
    stranger.password = 'guessed';
    await expect(ask(stranger.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
    expect(statSync(join(shared, 'postgres.secret')).mode & 0o777).toBe(0o600);
    expect(readdirSync(shared).filter((name) => name.includes('making'))).toEqual([]);
  });

  test('is adopted by the next life of a bot that was killed', async () => {
    const { bot, pid } = await startBot(shared);
    bot.kill('SIGKILL');
    await once(bot, 'exit');

    const server = await start(shared);

    expect(server.pid()).toBe(pid);
    expect(await ask(server.url, 'select 1 as one')).toBe(1);
  });

  test('goes on for its bot when a second start comes to nothing', async () => {
    const first = await start(shared);
    const pid = first.pid();

    const second = await start(shared);
    await second.leaveAsFound();

    expect(first.pid()).toBe(pid);
    expect(await ask(first.url, 'select 1 as one')).toBe(1);
  });

  test('does not outlive the start that made it, when that comes to nothing', async () => {
    const server = await start(newFolder());

    await server.leaveAsFound();

    expect(server.pid()).toBe(0);
  });

  test('begins with an empty database when asked to, but not under somebody who uses it', async () => {
    const { url } = await start(shared, { database: 'play' });
    await ask(url, 'create table left_over ()');
    const user = new pg.Client({ connectionString: url });
    await user.connect();

    await expect(start(shared, { database: 'play', afresh: true })).rejects.toMatchObject({ kind: 'databaseInUse' });
    await user.end();
    const again = await start(shared, { database: 'play', afresh: true });

    expect(await ask(again.url, "select to_regclass('left_over') as found")).toBeNull();
  });

  test('is started again at the same address when it is killed under a living bot', async () => {
    const server = await start(shared);
    const killed = server.pid();

    process.kill(killed, 'SIGKILL');

    await expect.poll(() => ask(server.url, 'select 1 as one').catch(() => 0)).toBe(1);
    expect(server.pid()).not.toBe(killed);
  });

  test('keeps what was committed when everything is killed', async () => {
    const { url, pid, bot } = await startBot(shared);
    await ask(url, `create table kept as select 'ticket' as what`);
    bot.kill('SIGKILL');
    process.kill(pid, 'SIGKILL');

    const server = await start(shared);

    expect(await ask(server.url, 'select what from kept')).toBe('ticket');
  });

  test('is made and started once when two processes ask for it at the same time', async () => {
    const folder = newFolder();

    const [one, other] = await Promise.all([startBot(folder), startBot(folder)]);

    expect(one).toMatchObject({ url: other.url, pid: other.pid });
    expect(await ask((await start(folder)).url, 'select 1 as one')).toBe(1);
  });

  test('is made anew when the first start was interrupted half-way', async () => {
    const folder = newFolder();
    mkdirSync(join(folder, 'postgres.making-torn', 'cluster'), { recursive: true });
    writeFileSync(join(folder, 'postgres.making-torn', 'cluster', 'PG_VERSION'), '');
    writeFileSync(join(folder, 'postgres.secret'), 'of the interrupted start');

    const server = await start(folder);

    expect(await ask(server.url, 'select 1 as one')).toBe(1);
    expect(existsSync(join(folder, 'postgres.making-torn'))).toBe(false);
  });

  test.each([
    { what: 'a process of the same user that got its number', script: 'echo $$; exec sleep 30' },
    { what: 'a dead process that nobody reaps', script: 'sleep 0 & echo $!; exec sleep 30' },
  ])('starts although its pid file names $what', async ({ script }) => {
    await (await start(shared)).stop();
    const cluster = join(shared, 'postgres');
    const { spawn: as } = serverAccount(cluster);
    const other = spawn('sh', ['-c', script], { ...as, stdio: ['ignore', 'pipe', 'ignore'] });
    processes.push(other);
    const pid = await firstLine(other);
    const pidFile = join(cluster, 'postmaster.pid');
    writeFileSync(pidFile, `${pid}\n${cluster}\n1700000000\n21000\n\n127.0.0.1\n 0 0\nready   \n`);
    if (as.uid !== undefined && as.gid !== undefined) chownSync(pidFile, as.uid, as.gid);

    const server = await start(shared);

    expect(await ask(server.url, 'select 1 as one')).toBe(1);
    expect(server.pid()).not.toBe(Number(pid));
  });

  test('keeps its port, and takes another only when a stranger has it', async () => {
    const first = await start(shared);
    await first.stop();
    const second = await start(shared);
    await second.stop();
    const stranger = createServer().listen(Number(new URL(first.url).port), '127.0.0.1');
    await once(stranger, 'listening');

    const third = await start(shared);

    stranger.close();
    expect(second.url).toBe(first.url);
    expect(third.url).not.toBe(first.url);
    expect(await ask(third.url, 'select 1 as one')).toBe(1);
  });

  test('is not replaced by an empty one when its password is lost: the remedy is named', async () => {
    const server = await start(shared);
    const file = join(shared, 'postgres.secret');
    const secret = readFileSync(file, 'utf8');
    rmSync(file);

    const withoutSecret = startEmbeddedServer({ dataDir: shared, log: noLog });

    await expect(withoutSecret).rejects.toMatchObject({ kind: 'lostSecret' });
    await expect(withoutSecret).rejects.toThrow(`Put ${file} back`);
    writeFileSync(file, secret, { mode: 0o600 });
    expect(await ask(server.url, 'select 1 as one')).toBe(1);
  });

  test('does not touch the folder of another major version', async () => {
    const folder = newFolder();
    mkdirSync(join(folder, 'postgres'));
    writeFileSync(join(folder, 'postgres', 'PG_VERSION'), '13\n');

    const opened = startEmbeddedServer({ dataDir: folder, log: noLog });

    await expect(opened).rejects.toMatchObject({ kind: 'otherMajor' });
    await expect(opened).rejects.toThrow('PostgreSQL 13');
    expect(readdirSync(folder)).toEqual(['postgres']);
  });

  test.skipIf(!isRoot)('serves an ordinary user too, and afterwards root', async () => {
    const daemon = { uid: 1, gid: 1 };
    const folder = newFolder();
    chownSync(folder, daemon.uid, daemon.gid);

    const { pid, url } = await startBot(folder, daemon, openToAll());

    expect(statSync(`/proc/${pid}`).uid).toBe(daemon.uid);
    expect((await start(folder)).url).toBe(url);
    await servers.at(-1)?.stop();
    const byRoot = await start(folder);
    expect(statSync(`/proc/${byRoot.pid()}`).uid).toBe(daemon.uid);
  });

  test.skipIf(!isRoot)('tells an ordinary user whose data folder belongs to somebody else what to do', () => {
    expect(() => serverAccount(join(shared, 'postgres'), 54_321)).toThrow('Start the desk as the user who started it');
  });

  function newFolder(): string {
    const folder = mkdtempSync(join(databaseRoom, 'desk-server-'));
    folders.push(folder);
    return folder;
  }

  async function start(dataDir: string, as: { database?: string; afresh?: boolean } = {}): Promise<EmbeddedServer> {
    const server = await startEmbeddedServer({ dataDir, log: noLog, ...as });
    servers.push(server);
    return server;
  }

  function openToAll(): { readonly node: string; readonly script: string } {
    const { root, folder } = readableCheckout();
    if (folder) folders.push(folder);
    return { node: join(root, relative(ours, process.execPath)), script: join(root, relative(ours, botScript)) };
  }

  async function startBot(
    dataDir: string,
    as: { uid?: number; gid?: number } = {},
    { node, script } = { node: process.execPath, script: botScript },
  ) {
    const bot = spawn(node, [script, dataDir], { ...as, stdio: ['pipe', 'pipe', 'inherit'] });
    processes.push(bot);
    const { url, pid } = z.object({ url: z.string(), pid: z.number() }).parse(JSON.parse(await firstLine(bot)));
    return { bot, url, pid };
  }
});

async function firstLine({ stdout }: ChildProcess): Promise<string> {
  if (!stdout) throw new Error('Its output is not a pipe');
  const [line] = await once(createInterface({ input: stdout }), 'line');
  return z.string().parse(line);
}

async function ask(url: string, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<Record<string, unknown>>(sql);
    return Object.values(rows[0] ?? {})[0];
  } finally {
    await client.end().catch(() => {});
  }
}
