import { execFileSync } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CredentialError, createCredentials } from '../../../src/secrets/credentials.ts';

const environment = new Map([
  ['GRAPH_SECRET', ' hunter2\n'],
  ['BLANK', '  '],
]);
const credentials = createCredentials({ environment: (name) => environment.get(name) });
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'credentials-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function file(name: string, text: string, mode = 0o600): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  await chmod(path, mode);
  return path;
}

test('a credential is read from the environment, without what stands around it', async () => {
  expect(await credentials.read('env:GRAPH_SECRET')).toBe('hunter2');
});

test('a credential is read from its file each time, so that it can be replaced', async () => {
  const path = await file('rotating', 'first\n');
  expect(await credentials.read(`file:${path}`)).toBe('first');

  await writeFile(path, 'second\n');

  expect(await credentials.read(`file:${path}`)).toBe('second');
});

test('whoever has to keep credentials out of sight hears of each that is read', async () => {
  const heard: string[] = [];
  const { read } = createCredentials({
    environment: (name) => environment.get(name),
    onSecret: (value) => heard.push(value),
  });

  await read('env:GRAPH_SECRET');
  await read('env:BLANK').catch(() => {});

  expect(heard).toEqual(['hunter2']);
});

test.each([
  ['env:NOBODY', 'The environment has no NOBODY.', 'Set NOBODY where the desk is started'],
  ['env:BLANK', 'BLANK is empty.', 'Put the credential there.'],
  ['file:/no/such/file', 'There is no file /no/such/file.', 'Put the credential there, or correct the path'],
  ['file:/dev/zero', "/dev/zero can't be read as a credential.", 'Name a small text file'],
  ['hunter2', 'It is not said where a credential is.', 'Write env:NAME or file:/absolute/path'],
  ['constructor:x', 'It is not said where a credential is.', 'Write env:NAME or file:/absolute/path'],
])('%s is refused with what to do', async (reference, message, remedy) => {
  const error = await credentials.read(reference).catch((reason: unknown) => reason);

  expect(error).toBeInstanceOf(CredentialError);
  expect(error).toMatchObject({ message, remedy: expect.stringContaining(remedy) });
  expect(JSON.stringify(error)).not.toContain('hunter2');
});

test('an empty file is refused', async () => {
  await expect(credentials.read(`file:${await file('empty', '\n')}`)).rejects.toThrow('is empty.');
});

test.skipIf(process.platform === 'win32')(
  'a file that everybody may read is refused, and its content not told',
  async () => {
    const path = await file('open', 'hunter2', 0o644);

    const error = await credentials.read(`file:${path}`).catch((reason: unknown) => reason);

    expect(error).toMatchObject({ message: `Everybody on this machine may read ${path}.` });
    expect(String(error)).not.toContain('hunter2');
  },
);

test('a file that only the group may read too is taken', async () => {
  expect(await credentials.read(`file:${await file('group', 'hunter2', 0o640)}`)).toBe('hunter2');
});

test.skipIf(process.platform === 'win32')('a pipe is refused, and nobody waits for it', async () => {
  const path = join(folder, 'pipe');
  execFileSync('mkfifo', [path]);

  await expect(credentials.read(`file:${path}`)).rejects.toThrow(`${path} can't be read as a credential.`);
});
