import { mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { rereading } from '../../../src/lib/rereading.ts';

let folder: string;
let file: string;
const inAnHour = () => Date.now() + 3_600_000;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'desk-rereading-'));
  file = join(folder, 'settings.json');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a file that changes is read as it is now, however it was changed', async () => {
  const read = rereading(file, { now: inAnHour });
  const seen = [await read()];

  writeFileSync(file, 'written');
  seen.push(await read());
  writeFileSync(file, 'edited in place');
  seen.push(await read());
  writeFileSync(`${file}.new`, 'another');
  renameSync(`${file}.new`, file);
  seen.push(await read());
  rmSync(file);
  seen.push(await read());

  expect(seen).toEqual([undefined, 'written', 'edited in place', 'another', undefined]);
});

test('a file that has not changed for a while is not read again', async () => {
  writeFileSync(file, 'one');
  const stamp = statSync(file, { bigint: true });
  const read = rereading(file, { look: async () => stamp, now: inAnHour });
  await read();

  writeFileSync(file, 'two');

  expect(await read()).toBe('one');
});

test('a change that the clock of the file system is too coarse to tell is seen', async () => {
  writeFileSync(file, 'one');
  const stamp = statSync(file, { bigint: true });
  const read = rereading(file, { look: async () => stamp });
  await read();

  writeFileSync(file, 'two');

  expect(await read()).toBe('two');
});
