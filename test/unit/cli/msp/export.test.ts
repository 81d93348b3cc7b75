import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Deployment } from '../../../../src/cli/msp/deployment.ts';
import { exportConfiguration } from '../../../../src/cli/msp/export.ts';
import { readPassphrase } from '../../../../src/cli/msp/passphrase.ts';
import type { Terminal } from '../../../../src/cli/msp/terminal.ts';
import { canaryOf } from '../../../fakes/canary.ts';
import { type Stage, startStage } from './stage.ts';

const secret = 'Canary-of-Graph-7&+/"x';
const token = 'xoxb-canary-of-slack-1234';
const file = 'Canary\nin a file\n';

const desk = {
  customers: [{ id: 'contoso', name: 'Contoso', connectors: { graph: { secret: 'env:CONTOSO_GRAPH' } } }],
  people: [{ id: 'ada', name: 'Ada' }],
};
const deployment: Deployment = {
  desk,
  settings: [
    { name: 'PORT', value: '8080', isSecret: false },
    { name: 'SLACK_BOT_TOKEN', value: token, isSecret: true },
    { name: 'MSP_KEY', value: 'canary-of-the-key', isSecret: true },
  ],
  references: ['env:CONTOSO_GRAPH', 'file:/run/secrets/../../etc/atera'],
  credential: async (reference) => (reference.startsWith('env:') ? secret : file),
  masterKey: async () => Buffer.alloc(32, 5),
};

const silent: Terminal = { print() {}, complain() {}, canAsk: false, ask: async () => false };

describe('msp export', () => {
  let stage: Stage;
  let words: string;
  beforeEach(async () => {
    stage = await startStage();
    stage.deployment = async () => deployment;
    words = join(stage.folder, 'words');
    await writeFile(words, 'several words that nobody guesses\n', { mode: 0o600 });
  });
  afterEach(() => stage.end());
  const at = (name: string) => join(stage.folder, name);
  /** The same as the command makes, for a passphrase that is cheap to guess. */
  const lockedUp = () =>
    exportConfiguration(
      { withMasterKey: false, passphraseFile: words, output: at('all.json') },
      { deployment: stage.deployment, passphraseIn: readPassphrase, terminal: silent, now: () => new Date(), cost: 16 },
    );

  test('says how the desk is set up, with references and names in the place of secrets', async () => {
    const { out, code } = await stage.runs('export');

    expect(JSON.parse(out)).toEqual({
      format: 'msp-export-1',
      madeAt: expect.any(String),
      desk,
      settings: { PORT: '8080' },
      secretSettings: ['SLACK_BOT_TOKEN', 'MSP_KEY'],
      credentials: deployment.references,
    });
    for (const one of [secret, token, file, 'canary-of-the-key']) expect(canaryOf(one).among([out])).toEqual([]);
    expect(code).toBe(0);
  });

  test('holds no secret in any form, whatever the secrets are and wherever they are', async () => {
    const Secret = fc.string({ minLength: 12, maxLength: 40 }).filter((one) => one.trim().length >= 12);
    await fc.assert(
      fc.asyncProperty(fc.array(Secret, { minLength: 1, maxLength: 5 }), fc.boolean(), async (secrets, locked) => {
        const printed: string[] = [];
        const print = (text: string) => void printed.push(text);
        const terminal = { ...silent, print, complain: print };
        const given: Deployment = {
          ...deployment,
          settings: secrets.map((value, index) => ({ name: `S_${index}`, value, isSecret: true })),
          references: secrets.map((_, index) => `env:C_${index}`),
          credential: async (reference) => secrets[Number(reference.slice(6))] ?? '',
        };
        await exportConfiguration(
          { withMasterKey: locked, ...(locked && { passphraseFile: 'words' }) },
          {
            deployment: async () => given,
            passphraseIn: async () => 'words',
            terminal,
            now: () => new Date(),
            cost: 2,
          },
        );
        for (const one of secrets) expect(canaryOf(one).among(printed)).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  test.each<[string, Partial<Deployment>]>([
    ['as the name of a customer', { desk: { customers: [{ id: 'contoso', name: `Contoso ${secret}` }] } }],
    ['in base64', { desk: { customers: [{ name: Buffer.from(`user:${secret}`).toString('base64') }] } }],
    ['in another setting', { settings: [{ name: 'NO_PROXY', value: `x${secret}`, isSecret: false }] }],
    ['when it is the master key', { desk: { customers: [{ name: 'Contoso canary-of-the-key' }] } }],
    ['that nobody knows of', { desk: { customers: [{ name: 'ghp_canary0123456789abcdef' }] } }],
  ])('is refused when a secret stands in the open %s', async (_, spoilt) => {
    stage.deployment = async () => ({ ...deployment, ...spoilt });

    const { out, err, code } = await stage.runs('export', '--output', at('out.json'));

    expect(err).toMatch(/replace it, and export again/);
    expect(canaryOf(secret).among([out, err])).toEqual([]);
    expect([code, await readdir(stage.folder)]).toEqual([1, ['words']]);
  });

  test('leaves out what looks like a secret in a setting, and says its name', async () => {
    const settings = [{ name: 'NO_PROXY', value: 'ghp_canary0123456789abcdef', isSecret: false }];
    stage.deployment = async () => ({ ...deployment, settings });

    expect(JSON.parse((await stage.runs('export')).out)).toMatchObject({ settings: {}, secretSettings: ['NO_PROXY'] });
  });

  test('goes to another machine with its secrets, and comes out there as it was', async () => {
    const made = await stage.runs(
      'export',
      '--passphrase-file',
      words,
      '--with-master-key',
      '--output',
      at('all.json'),
    );
    const taken = await stage.runs('import', at('all.json'), '--passphrase-file', words, '--output', at('new'));

    expect(made.out).toContain('Secrets in it: 3. Only the passphrase opens them');
    const written = await readFile(at('all.json'), 'utf8');
    for (const one of [secret, token, file]) expect(canaryOf(one).among([written, made.out, taken.out])).toEqual([]);
    expect(parse(await readFile(at('new/desk.yaml'), 'utf8'))).toEqual(desk);
    expect(await readFile(at('new/.env'), 'utf8')).toBe(
      `PORT=8080\nSLACK_BOT_TOKEN=${token}\nCONTOSO_GRAPH='${secret}'\n# MSP_KEY=\n`,
    );
    expect(await readdir(at('new/credentials'))).toEqual(['1-run-secrets-etc-atera']);
    expect(await readFile(at('new/credentials/1-run-secrets-etc-atera'), 'utf8')).toBe(file);
    expect(await readFile(at('new/desk.key'))).toEqual(Buffer.alloc(32, 5));
    expect([made.code, taken.code]).toEqual([0, 0]);
  });

  test('and what comes of it are files of their owner alone', async () => {
    await lockedUp();
    await stage.runs('import', at('all.json'), '--passphrase-file', words, '--output', at('new'));

    const modeOf = async (name: string) => (await stat(at(name))).mode & 0o777;
    expect(await Promise.all(['all.json', 'new/.env', 'new/credentials/1-run-secrets-etc-atera'].map(modeOf))).toEqual([
      0o600, 0o600, 0o600,
    ]);
    expect(await Promise.all(['new', 'new/credentials'].map(modeOf))).toEqual([0o700, 0o700]);
    expect(await readdir(at('new'))).not.toContain('desk.key');
  });

  test('is never written over anything', async () => {
    await writeFile(at('mine'), 'mine');

    const over = await stage.runs('export', '--output', at('mine'));
    await stage.runs('export', '--output', at('all.json'));
    const into = await stage.runs('import', at('all.json'), '--output', stage.folder);

    expect(over.err).toContain('is there already, and nothing is written over it.');
    expect(into.err).toContain('is there already, and nothing is written over it.');
    expect([over.code, into.code, await readFile(at('mine'), 'utf8')]).toEqual([1, 1, 'mine']);
  });

  test('shows without its passphrase what is in the open, and with it no value either', async () => {
    await lockedUp();

    const closed = await stage.runs('import', at('all.json'));
    const open = await stage.runs('import', at('all.json'), '--passphrase-file', words, '--json');

    expect(closed.out).toContain('Customers: 1, people: 1');
    expect(closed.out).toContain('Its secrets are locked');
    expect(JSON.parse(open.out).opened).toEqual([...deployment.references, 'SLACK_BOT_TOKEN']);
    expect(canaryOf(secret).among([closed.out, open.out])).toEqual([]);
  });

  test.each<[string, (text: string) => string, RegExp]>([
    ['cut', (text) => text.slice(0, -20), /is no export of this desk, or it was cut/],
    ['of another kind', () => '{"format":"other"}', /is no export of this desk/],
    ['changed in the open', (text) => text.replace('8080', '8081'), /was changed after it was made/],
    [
      'given another customer',
      (text) => text.replace('env:CONTOSO_GRAPH', 'env:EVIL'),
      /was changed after it was made/,
    ],
    [
      'changed in its box',
      (text) => text.replace(/("text": "[^.]+\.)...../, '$1AAAAA'),
      /was changed after it was made/,
    ],
    [
      'given a cost without end',
      (text) => text.replace(/"cost": \d+/, '"cost": 1073741824'),
      /is no export of this desk/,
    ],
  ])('that was %s is refused in words', async (_, spoil, message) => {
    await lockedUp();
    await writeFile(at('all.json'), spoil(await readFile(at('all.json'), 'utf8')));

    const { err, code } = await stage.runs('import', at('all.json'), '--passphrase-file', words, '--output', at('new'));

    expect(err).toMatch(message);
    expect([code, (await readdir(stage.folder)).includes('new')]).toEqual([1, false]);
  });

  test('does not open with another passphrase', async () => {
    await lockedUp();
    await writeFile(words, 'several other words of mine');

    const { err, code } = await stage.runs('import', at('all.json'), '--passphrase-file', words);

    expect([err, code]).toEqual([expect.stringContaining('The passphrase is another one.'), 1]);
  });

  test('is not made of half the secrets', async () => {
    stage.deployment = async () => ({ ...deployment, credential: () => Promise.reject(new Error('gone')) });

    const locked = await stage.runs('export', '--passphrase-file', words);

    expect(locked.err).toContain(
      "These credentials can't be read, so the export would not be whole: env:CONTOSO_GRAPH",
    );
    expect([locked.code, (await stage.runs('export')).code]).toEqual([1, 0]);
  });

  test.each<[string, readonly string[], RegExp]>([
    ['the master key in the open', ['--with-master-key'], /never exported in the open/],
    ['a passphrase that is not there', ['--passphrase-file', '/no/such/file'], /There is no file \/no\/such\/file/],
  ])('does not take %s', async (_, args, message) => {
    const { err, code } = await stage.runs('export', ...args);

    expect([err, code]).toEqual([expect.stringMatching(message), 1]);
  });

  test('says that a key in Key Vault stays there', async () => {
    stage.deployment = async () => ({ ...deployment, masterKey: async () => undefined });

    const { err } = await stage.runs('export', '--passphrase-file', words, '--with-master-key');

    expect(err).toContain('one in Key Vault never leaves it');
  });
});

describe('a passphrase', () => {
  test('can be piped in, and has to be long', async () => {
    expect(await readPassphrase('-', Readable.from(['several words of mine\n']))).toBe('several words of mine');
    await expect(readPassphrase('-', Readable.from(['short\n']))).rejects.toThrow('at least 12 characters');
  });

  test('in a file that everybody may read is none', async () => {
    const stage = await startStage();
    const words = join(stage.folder, 'words');
    await writeFile(words, 'several words that nobody guesses');
    await chmod(words, 0o644);

    await expect(readPassphrase(words)).rejects.toThrow('Everybody on this machine may read');
    await stage.end();
  });
});
