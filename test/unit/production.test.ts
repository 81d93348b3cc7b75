import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Config, readConfig, writtenSettings } from '../../src/config.ts';
import { createDeskFile } from '../../src/desk-file/desk-file.ts';
import { FileProblems } from '../../src/lib/finding.ts';
import { type Log, noLog } from '../../src/lib/log.ts';
import { productionHindrances } from '../../src/production.ts';
import { vendors } from './desk-file/vendors.ts';

const shared = { DATABASE_URL: 'postgres://desk@db.example.com/desk' };

describe('production', () => {
  let folder: string;
  let key: string;
  let credential: string;
  let refusals: string[];
  let runtime: string[];
  let env: Record<string, string>;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'production-'));
    key = await file('desk.key', Buffer.alloc(32, 1));
    credential = await file('credential', 'hunter2');
    await mkdir(join(folder, 'data'), { mode: 0o700 });
    refusals = [];
    runtime = [];
    env = { ...shared, DATA_DIR: join(folder, 'data'), MSP_KEY_FILE: key };
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function file(name: string, content: string | Buffer, mode = 0o600): Promise<string> {
    const path = join(folder, name);
    await writeFile(path, content);
    await chmod(path, mode);
    return path;
  }

  const yaml = (mode: string, more = '') => `# What Contoso has
customers:
  - id: contoso
    name: Contoso
    tickets: { secret: "file:${join(folder, 'tickets')}" }
    connectors:
      helpDesk: { mode: ${mode}, site: contoso, secret: "file:${credential}" }${more}
people: []
`;

  function desk(info: Log['info'] = () => {}) {
    const config: Config = readConfig(env);
    const log: Log = {
      ...noLog,
      info,
      error: (event, fields) => void refusals.push(`${event} ${JSON.stringify(fields)}`),
    };
    const hindrances = productionHindrances(config, {
      runtime,
      settings: writtenSettings(env),
      settingsFile: join(folder, '.env'),
    });
    const path = join(folder, 'desk.yaml');
    const fallback = { customers: [], people: [] };
    return createDeskFile({ file: { path, mustExist: true }, fallback, connectors: vendors, hindrances, log });
  }
  const modesOf = async (opened: ReturnType<typeof desk>) => (await opened.roster()).customers[0]?.modes;

  async function problemsAtStart(mode = 'production', more = ''): Promise<string[]> {
    await file('desk.yaml', yaml(mode, more));
    try {
      await desk().document();
    } catch (error) {
      if (error instanceof FileProblems)
        return error.problems.map(({ line, message, remedy }) => `${line}: ${message} → ${remedy}`);
      throw error;
    }
    return [];
  }

  test('begins when all is as it should be', async () => {
    await file('tickets', 'another');
    await file('.env', 'MSP_PUBLIC_URL=https://desk.example.com');

    expect(await problemsAtStart()).toEqual([]);
  });

  test.each<[string, () => unknown, RegExp]>([
    ['there is no master key', () => delete env.MSP_KEY_FILE, /^7: Production needs a master key.*MSP_KEY_FILE/],
    ['others may read the key', () => chmod(key, 0o640), /^7: .*desk\.key.*chmod 600/],
    ['everybody may read the key', () => chmod(key, 0o604), /^7: .*desk\.key.*chmod 600/],
    ['others may look into the data folder', () => chmod(join(folder, 'data'), 0o750), /data folder .*chmod 700/],
    ['others may read a credential', () => chmod(credential, 0o640), /^7: .*credential.*chmod 600/],
    ['others may read what signs tickets', () => file('tickets', 'x', 0o604), /tickets.*chmod 600/],
    ['others may read the settings', () => file('.env', 'X=1', 0o644), /\.env.*chmod 600/],
    [
      'others may read a key from before',
      async () => Object.assign(env, { MSP_PREVIOUS_KEYS: await file('old.key', 'x', 0o640) }),
      /old\.key.*chmod 600/,
    ],
    ['Node can be looked into', () => runtime.push('--inspect=0.0.0.0:9229'), /--inspect, which .*NODE_OPTIONS/],
    ['Node writes its memory down', () => runtime.push('--heapsnapshot-signal=SIGUSR2'), /--heapsnapshot-signal/],
    [
      'a setting is a secret',
      () => Object.assign(env, { NO_PROXY: 'ghp_canary0123456789abcdef' }),
      /NO_PROXY holds what looks/,
    ],
  ])('does not begin when %s', async (_, spoil, words) => {
    await spoil();

    const problems = await problemsAtStart();

    expect(problems).toEqual([expect.stringMatching(words)]);
    expect(problems.join()).not.toMatch(/hunter2|canary/);
    expect(await problemsAtStart('sandbox')).toEqual([]);
  });

  test.each([
    ['a token in a note', '\n# was xoxb-123456789012-canary'],
    ['a password in a note', '\n# password: canary-7-Lagoon'],
    ['a key in a name', '\n  - { id: fabrikam, name: AKIACANARY0123456789 }'],
  ])('does not begin with %s', async (_, more) => {
    const problems = await problemsAtStart('production', more);

    expect(problems).toEqual([expect.stringMatching(/^8: This looks like a secret.*replace it/)]);
    expect(problems.join()).not.toContain('canary');
    expect(await problemsAtStart('sandbox', more)).toEqual([]);
  });

  test('takes notes about where secrets are for what they are', async () => {
    const more = '\n# password: ask Sam\n# the secret: env:CONTOSO_SECRET_2\n# token: file:/run/secrets/token1';

    expect(await problemsAtStart('production', more)).toEqual([]);
  });

  test('says all that stands in its way at once', async () => {
    delete env.MSP_KEY_FILE;
    runtime.push('--inspect');
    await chmod(join(folder, 'data'), 0o755);
    await chmod(credential, 0o644);

    expect(await problemsAtStart('production', '\n# token: canary12')).toHaveLength(5);
  });

  test('does not begin while the desk is open, until its way is clear', async () => {
    await file('desk.yaml', yaml('sandbox'));
    const opened = desk();
    expect(await modesOf(opened)).toEqual({ helpDesk: 'sandbox' });
    await chmod(key, 0o644);

    await file('desk.yaml', yaml('production'));
    for (let asked = 0; asked < 3; asked++) expect(await modesOf(opened)).toEqual({ helpDesk: 'sandbox' });
    expect(refusals).toEqual([expect.stringContaining('chmod 600')]);

    await chmod(key, 0o600);
    expect(await modesOf(opened)).toEqual({ helpDesk: 'production' });
    expect(refusals).toHaveLength(1);
  });

  test('is told once, also when several ask at the same moment', async () => {
    await file('desk.yaml', yaml('sandbox'));
    const changes: string[] = [];
    const opened = desk((event) => changes.push(event));
    await opened.document();

    await file('desk.yaml', yaml('production'));
    await Promise.all([opened.document(), opened.document(), opened.document()]);

    expect(changes).toEqual(['desk-file.changed']);
  });
});
