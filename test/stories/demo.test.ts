import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { hasPostgres } from '../../src/store/postgres-binaries.ts';
import { databaseRoom } from '../fakes/database-room.ts';

const script = fileURLToPath(new URL('../../src/cli/demo.ts', import.meta.url));

describe.skipIf(!hasPostgres())('the demo', { timeout: 60_000 }, () => {
  const folder = mkdtempSync(join(databaseRoom, 'desk-demo-'));
  const running: ChildProcess[] = [];
  afterEach(() => {
    for (const child of running.splice(0)) child.kill('SIGKILL');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Runs it as a person would, in a folder of its own. */
  function demo(...args: string[]) {
    const env = { PATH: process.env.PATH, DATA_DIR: folder };
    const child = spawn(process.execPath, ['--disable-warning=DeprecationWarning', script, ...args], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.push(child);
    const ended = Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
    return { child, ended: ended.then(([out, err, [code]]) => ({ out, err, code })) };
  }

  function linesOf(out: string): unknown[] {
    return out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
  }

  test('tells a program one record a ticket and the summary last, from the very first run', async () => {
    const { out, err, code } = await demo('--json', '--speed', '0').ended;

    const records = linesOf(out);
    expect(records).toHaveLength(11);
    expect(records.at(-1)).toMatchObject({
      summary: { processed: 10, autoResolved: 4, assigned: 4, escalated: 1, denied: 1, withoutEnd: 0 },
    });
    expect(records).toContainEqual(
      expect.objectContaining({ id: 'security-1', category: 'security_incident', outcome: 'escalated' }),
    );
    expect([err, code]).toEqual(['', 0]);
  });

  test('names the bad lines of a file and plays the others', async () => {
    const file = join(folder, 'tickets.jsonl');
    writeFileSync(file, '{"id":1,"subject":"Printer jams"}\nnot a ticket\n{"id":3,"subject":"The VPN is down"}\n');

    const { out, err, code } = await demo('--file', file, '--json', '--speed', '0').ended;

    expect(linesOf(out)).toContainEqual(expect.objectContaining({ id: '3', outcome: 'assigned' }));
    expect(linesOf(out).at(-1)).toMatchObject({ summary: { processed: 2, leftOut: 1 } });
    expect(err).toBe('Line 2 is left out: it is not JSON.\n');
    expect(code).toBe(0);
  });

  test('shows one ticket as a conversation that ends with what became of it', async () => {
    const { out, code } = await demo('--ticket', 'I forgot my password', '--speed', '0').ended;

    expect(out).toContain('ada> I forgot my password\n');
    expect(out).toMatch(/Approval needed[\s\S]+sam presses Approve\n[\s\S]+Resolved in/);
    expect(out).toContain('  Resolved automatically           1\n');
    expect(code).toBe(0);
  });

  test('that has nothing to play does not pass for a success', async () => {
    const file = join(folder, 'empty.jsonl');
    writeFileSync(file, '\n');

    const { code } = await demo('--file', file, '--speed', '0').ended;

    expect(code).toBe(1);
  });

  test('that can not play says why, and nothing else', async () => {
    const { out, err, code } = await demo('--speed', 'fast').ended;

    expect([out, err, code]).toEqual([
      '',
      '--speed takes a number, e.g. 2 for twice as fast or 0 for no waiting.\n',
      2,
    ]);
  });

  test('stops when it is interrupted, and the next one begins afresh', async () => {
    const { child, ended } = demo();
    await once(child.stdout, 'data');
    while (!String(await once(child.stdout, 'data')).includes('Approval needed'));
    child.kill('SIGINT');

    const { err, code } = await ended;
    const next = await demo('--ticket', 'I forgot my password', '--json', '--speed', '0').ended;

    expect(err).toContain('Stopped after 0 tickets.');
    expect(code).toBe(130);
    expect(linesOf(next.out)[0]).toMatchObject({ ticket: 'MSP-1', outcome: 'resolved' });
  });

  test('does not disturb one that is playing', async () => {
    const first = demo('--ticket', 'I forgot my password', '--speed', '5');
    while (!String(await once(first.child.stdout, 'data')).includes('Reset a password'));
    first.child.kill('SIGSTOP');

    const second = await demo('--speed', '0').ended;
    first.child.kill('SIGCONT');

    expect(second.err).toBe(
      'A demo is already playing here. Wait until it ends, or give this one a folder with DATA_DIR.\n',
    );
    expect(second.code).toBe(2);
    expect((await first.ended).code).toBe(0);
  });
});
