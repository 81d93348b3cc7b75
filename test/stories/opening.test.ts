import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, expect, test } from 'vitest';
import { describeWithEmbeddedServer } from '../fakes/database.ts';
import { databaseRoom } from '../fakes/database-room.ts';

const script = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

describeWithEmbeddedServer('npm start', { timeout: 60_000 }, () => {
  const folder = mkdtempSync(join(databaseRoom, 'desk-opening-'));
  const dataDir = join(folder, 'data');
  const deskFile = join(folder, 'desk.yaml');
  const running: ChildProcess[] = [];
  afterEach(() => {
    for (const child of running.splice(0)) child.kill('SIGKILL');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Opens the desk with a chat on what is typed, which ends with it. */
  function start(typed: string, given: Readonly<Record<string, string>> = {}) {
    const { PATH = '' } = process.env;
    const child = spawn(process.execPath, ['--disable-warning=DeprecationWarning', script], {
      cwd: folder,
      env: { PATH, DATA_DIR: dataDir, PORT: '0', MSP_TERMINAL: 'on', ...given },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    running.push(child);
    child.stdin.write(typed);
    const ended = Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
    return { child, ended: ended.then(([out, err, [code]]) => ({ out, err, code })) };
  }

  test('answers everything it was told before it closes, and says what becomes of the rest', async () => {
    const { out, err, code } = await start('/msp help\n/msp status\n/msp frobnicate\n/quit\n').ended;

    expect(out).toContain('This is the desk in demo mode');
    for (const answer of ['How I can help', 'No tickets to show', 'I do not know that command.'])
      expect(out).toContain(answer);
    expect(out).toMatch(/The desk is closed\. What is still open goes on at the next start\.\n$/);
    expect([err, code]).toEqual(['', 0]);
  });

  test('says that the desk is open already, and does not disturb the one that is', async () => {
    const first = start('');
    await once(first.child.stdout, 'data');
    const database = () => readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0];
    const before = database();

    const second = await start('').ended;

    expect(second.err).toMatch(/^A desk is already running as "desk".+Stop that one first.+\n$/);
    expect(second.code).toBe(1);
    expect(database()).toBe(before);
    first.child.stdin.write('/quit\n');
    expect((await first.ended).code).toBe(0);
  });

  test('says which port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;

    const { err, code } = await start('', { PORT: String(port) }).ended;

    expect(err).toBe(`Port ${port} on 127.0.0.1 can't be had. Stop what listens there, or set PORT to another one.\n`);
    expect(code).toBe(1);
    other.close();
  });

  test('says that it can not keep its data where DATA_DIR points', async () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, '');

    const { err, code } = await start('', { DATA_DIR: file }).ended;

    expect(err).toBe(`The desk can't keep its data in ${file}. Set DATA_DIR to a folder that it may write to.\n`);
    expect(code).toBe(1);
  });

  test.each([
    ['not YAML', 'customers: [}', /^\.\/desk\.yaml:1:\d+ {2}.+ → Write plain YAML/],
    [
      'two mistakes',
      'customers: []\npeople: [{ id: ada }]\npepole: []',
      /:2:10 {2}.+ → Add name\.\n.*:3:1 .*mean people\?\n$/,
    ],
  ])('says where desk.yaml is wrong: %s', async (_, written, words) => {
    writeFileSync(deskFile, written);

    const { err, code } = await start('').ended;

    expect(err).toMatch(words);
    expect(code).toBe(1);
    rmSync(deskFile);
  });

  test('calls nothing a demo where customers may be real', async () => {
    writeFileSync(deskFile, 'customers: []\npeople: []\n');

    const { out } = await start('/quit\n').ended;

    expect(out).toContain('This is the desk with the customers and people of desk.yaml.');
    expect(out).not.toContain('nothing real changes');
    rmSync(deskFile);
  });

  test('says that the file it was told to read is not there', async () => {
    const { err, code } = await start('', { MSP_DESK_FILE: deskFile }).ended;

    expect(err).toBe(
      `${deskFile}:1:1  This file is not there  → Put it there, or point MSP_DESK_FILE to where it is.\n`,
    );
    expect(code).toBe(1);
  });
});
