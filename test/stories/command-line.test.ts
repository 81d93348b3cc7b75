import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';

const msp = fileURLToPath(new URL('../../src/cli/msp.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'desk-command-line-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs it as a program of its own, where no developer's `.env` is. */
function run(
  ...args: readonly string[]
): Promise<{ readonly out: string; readonly err: string; readonly code: number }> {
  const { PATH = '', HOME = '' } = process.env;
  const env = { PATH, HOME, DATA_DIR: join(folder, 'data'), MSP_DEMO_PACE_MS: '0' };
  return new Promise((resolve) => {
    execFile(process.execPath, [msp, ...args], { cwd: folder, env }, (error, out, err) => {
      resolve({ out, err, code: error ? Number(error.code) : 0 });
    });
  });
}

test('without any set-up, npx msp says that everything is in demo mode, and calls that', async () => {
  const checked = await run('check', '--json');
  const called = await run('call', 'graph.getUser', '--customer', 'contoso', '--input', '{"user":"ada@contoso.com"}');

  expect(JSON.parse(checked.out)).toMatchObject({ ok: true, customers: [{ id: 'contoso' }] });
  expect(JSON.parse(called.out)).toMatchObject({ account: 'ada@contoso.com' });
  expect([checked.code, called.code]).toEqual([0, 0]);
});

test('npx msp reads desk.yaml where it is started, and ends with 1 when something is not well', async () => {
  writeFileSync(
    join(folder, 'desk.yaml'),
    `customers:
  - id: contoso
    name: Contoso
    connectors:
      atera: { mode: sandbox, customer: 5, key: file:${join(folder, 'nothing')} }
people: []
`,
  );

  const { out, err, code } = await run('check');

  expect(out).toContain(`✗ Atera: There is no file ${join(folder, 'nothing')}.`);
  expect([err, code]).toEqual(['', 1]);
  rmSync(join(folder, 'desk.yaml'));
});
