import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDeskFile } from '../../../src/desk-file/desk-file.ts';
import type { Log } from '../../../src/lib/log.ts';
import { vendors } from './vendors.ts';

const fallback = { customers: [], people: [{ id: 'cast', name: 'Cast', identities: [], roles: {} }] };
let folder: string;
let path: string;
let told: string[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'desk-file-'));
  path = join(folder, 'desk.yaml');
  told = [];
});
afterEach(() => rm(folder, { recursive: true }));

function open({ mustExist = false } = {}) {
  const note = (event: string, fields: unknown) => void told.push(`${event} ${JSON.stringify(fields)}`);
  const log: Log = { info: note, warn: note, error: note };
  return createDeskFile({ file: { path, mustExist }, fallback, connectors: vendors, log });
}
const write = (name: string, rest = '') =>
  writeFile(path, `customers: [{ id: contoso, name: ${name}${rest} }]\npeople: []\n`);
const nameIn = async (file: ReturnType<typeof open>) => (await file.roster()).customers[0]?.name;

test('without a file, the people of the demo are known, until there is one', async () => {
  const file = open();
  expect(await file.roster()).toBe(fallback);

  await write('Contoso');

  expect(await nameIn(file)).toBe('Contoso');
});

test('a file that somebody named has to be there', async () => {
  await expect(open({ mustExist: true }).roster()).rejects.toThrow(/desk\.yaml:1:1 {2}This file is not there/);
});

test('a file that was never right is refused with all that is wrong', async () => {
  await write('7', ', chat: []');

  await expect(open().roster()).rejects.toThrow(/:1:34 .*in quotes\.\n.*:1:37 .*Did you mean chats\?$/);
});

test('a change counts at once, for people, modes and connections', async () => {
  const file = open();
  await write('Contoso', ', connectors: { helpDesk: { site: acme, secret: env:OLD } }');
  expect(await file.connection('contoso', 'helpDesk')).toMatchObject({ secret: 'env:OLD' });

  await write('Contoso', ', connectors: { helpDesk: { mode: sandbox, site: acme, secret: env:NEW } }');

  expect(await file.connection('contoso', 'helpDesk')).toMatchObject({ secret: 'env:NEW' });
  expect((await file.roster()).customers[0]?.modes).toEqual({ helpDesk: 'sandbox' });
});

test('nothing is connected that the file does not name', async () => {
  await write('Contoso', ', connectors: { helpDesk: { mode: demo } }');
  const file = open();

  expect(await file.connection('contoso', 'helpDesk')).toBeUndefined();
  expect(await file.connection('fabrikam', 'helpDesk')).toBeUndefined();
});

test('an edit that is wrong keeps the last good one, and is told once', async () => {
  await write('Contoso');
  const file = open();
  await file.roster();

  await write('Fabrikam', ', chat: []');

  expect([await nameIn(file), await nameIn(file)]).toEqual(['Contoso', 'Contoso']);
  expect(told).toEqual([expect.stringMatching(/^desk-file\.refused .*is not known here/)]);
  await write('Fabrikam');
  expect(await nameIn(file)).toBe('Fabrikam');
});

test('a file that vanishes keeps its last state, and is told once', async () => {
  await write('Contoso');
  const file = open();
  await file.roster();

  await rm(path);

  expect([await nameIn(file), await nameIn(file)]).toEqual(['Contoso', 'Contoso']);
  expect(told).toEqual([expect.stringMatching(/^desk-file\.refused .*is not there/)]);
});

test('what requests have to satisfy is read like everything else, on top of what is built in', async () => {
  const file = open();
  const builtIn = await file.policy('contoso');
  await write('Contoso', ', policy: { rules: [{ name: two people, approvers: 2 }] }');

  const { rules, version } = await file.policy('contoso');

  expect(rules.map(({ name }) => name)).toEqual([...builtIn.rules.map(({ name }) => name), 'two people']);
  expect(version).not.toBe(builtIn.version);
  expect(await file.policy('fabrikam')).toEqual(builtIn);
});
