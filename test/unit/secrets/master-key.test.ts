import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readMasterKey } from '../../../src/secrets/master-key.ts';

describe('the master key', () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'desk-key-'));
    file = join(folder, 'desk.key');
  });
  afterEach(() => rm(folder, { recursive: true }));

  test('is made by the first start, for its owner alone, and stays', async () => {
    const first = await readMasterKey(file, { make: true });
    const second = await readMasterKey(file, { make: true });

    expect(second.id).toBe(first.id);
    expect((await readFile(file)).length).toBe(32);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['desk.key']);
  });

  test('is one for all who start at once', async () => {
    const keys = await Promise.all(Array.from({ length: 8 }, () => readMasterKey(file, { make: true })));

    expect(new Set(keys.map(({ id }) => id)).size).toBe(1);
  });

  test('is not made where it must be given', async () => {
    await expect(readMasterKey(file, { make: false })).rejects.toMatchObject({ kind: 'noKey' });
    expect(await readdir(folder)).toEqual([]);
  });

  test.each([0o640, 0o604, 0o620, 0o644])('is refused when others may use it (%o)', async (mode) => {
    await writeFile(file, randomBytes(32));
    await chmod(file, mode);

    await expect(readMasterKey(file, { make: true })).rejects.toMatchObject({
      kind: 'openToOthers',
      message: expect.stringContaining('chmod 600'),
    });
  });

  test.each([0, 31, 33, 64])('is refused with %i bytes', async (length) => {
    await writeFile(file, randomBytes(length), { mode: 0o600 });

    await expect(readMasterKey(file, { make: true })).rejects.toMatchObject({ kind: 'wrongLength' });
  });

  test.skipIf(process.platform === 'win32')('is refused as a pipe, and nobody waits for it', async () => {
    execFileSync('mkfifo', ['-m', '600', file]);

    await expect(readMasterKey(file, { make: false })).rejects.toMatchObject({ kind: 'noKey' });
  });

  test('shows nothing of itself', async () => {
    const made = await readMasterKey(file, { make: true });
    const bytes = await readFile(file);

    const shown = inspect(made, { depth: 9 }) + JSON.stringify(made);

    expect(shown).not.toContain(bytes.toString('hex').slice(0, 8));
    expect(bytes.toString('hex')).not.toContain(made.id);
  });
});
