import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from '../../src/config.ts';

const slack = { SLACK_SIGNING_SECRET: '0123456789abcdef0123456789abcdef', SLACK_BOT_TOKEN: 'xoxb-1-2-three' };
const appId = '6b3b1a52-7f7e-4e57-9a5c-3d4b0c1f2a10';
const tenant = '0f2d5a3e-91c4-4c79-8a43-5f5c1e0d7b21';
const otherTenant = '8c9d7e6f-5a4b-4c3d-9e2f-1a0b9c8d7e6f';
const teams = { TEAMS_APP_ID: appId, TEAMS_APP_PASSWORD: 'Correct horse', TEAMS_TENANT_ID: tenant };

function problemsOf(env: Record<string, string>) {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

const wrong = (env: Record<string, string>) => problemsOf(env).map(({ setting }) => setting);

test('an empty environment is a demo on this machine only', () => {
  expect(readConfig({})).toEqual({
    http: { host: '127.0.0.1', port: 3978 },
    dataDir: './data',
    deskFile: { path: './desk.yaml', mustExist: false },
    replica: 'desk',
    log: { level: 'info' },
    terminal: 'auto',
    secrets: [],
    demoPaceMs: 400,
  });
});

test('every setting finds its place', () => {
  const config = readConfig({
    ...slack,
    ...teams,
    HOST: '0.0.0.0',
    PORT: '8080',
    MSP_PUBLIC_URL: 'https://desk.example.com/msp/',
    MSP_KEY_FILE: '/run/secrets/desk.key',
    MSP_AUDIT_KEY_FILE: '/run/secrets/audit.key',
    MSP_AUDIT_CHECKPOINTS: '/mnt/evidence/audit.jsonl',
    DATA_DIR: '/var/lib/msp',
    DATABASE_URL: 'postgres://msp@db.example.com/msp',
    MSP_DESK_FILE: '/etc/msp/desk.yaml',
    MSP_REPLICA: 'desk-2',
    MSP_LOG_LEVEL: 'warn',
    MSP_TERMINAL: 'off',
    MSP_DEMO_PACE_MS: '0',
    SLACK_API_URL: 'https://slack-gov.com/api',
    TEAMS_APP_TYPE: 'SingleTenant',
    TEAMS_ALLOWED_TENANTS: `${tenant}, ${otherTenant}`,
    TEAMS_SERVICE_HOSTS: 'smba.trafficmanager.net,smba.example.us',
    TEAMS_DEVELOPMENT: 'false',
  });

  expect(config).toEqual({
    secrets: [
      'postgres://msp@db.example.com/msp',
      '0123456789abcdef0123456789abcdef',
      'xoxb-1-2-three',
      'Correct horse',
    ],
    http: { host: '0.0.0.0', port: 8080 },
    publicUrl: 'https://desk.example.com/msp',
    keyFile: '/run/secrets/desk.key',
    auditKeyFile: '/run/secrets/audit.key',
    auditCheckpoints: '/mnt/evidence/audit.jsonl',
    dataDir: '/var/lib/msp',
    deskFile: { path: '/etc/msp/desk.yaml', mustExist: true },
    databaseUrl: 'postgres://msp@db.example.com/msp',
    replica: 'desk-2',
    log: { level: 'warn' },
    terminal: 'off',
    demoPaceMs: 0,
    slack: {
      signingSecret: slack.SLACK_SIGNING_SECRET,
      botToken: slack.SLACK_BOT_TOKEN,
      apiUrl: 'https://slack-gov.com/api/',
    },
    teams: {
      appId,
      appPassword: 'Correct horse',
      tenantId: tenant,
      appType: 'SingleTenant',
      allowedTenants: [tenant, otherTenant],
      serviceHosts: ['smba.trafficmanager.net', 'smba.example.us'],
      development: false,
    },
  });
});

test('all wrong and missing settings are named at once, each with what to do', () => {
  const problems = problemsOf({ PORT: '80a', MSP_LOG_LEVEL: 'loud', SLACK_BOT_TOKEN: slack.SLACK_BOT_TOKEN });

  expect(problems.map(({ setting }) => setting)).toEqual(['PORT', 'MSP_LOG_LEVEL', 'SLACK_SIGNING_SECRET']);
  expect(problems[0]?.remedy).toBe('Set it to a whole number from 0 to 65535, e.g. 3978.');
});

test('the error says everything in one message', () => {
  expect(() => readConfig({ PORT: '-1', MSP_TERMINAL: 'maybe' })).toThrow(/PORT has a value[\s\S]+MSP_TERMINAL has/);
});

test('a value is never repeated, because it may be a secret in the wrong place', () => {
  const env = {
    PORT: 'xoxb-secret-in-port',
    DATABASE_URL: 'mysql://root:hunter2@db/msp',
    SLACK_BOT_TOKEN: 'xoxp-secret-of-a-user',
    SLACK_SIGNNG_SECRET: 'secret-misspelt',
  };

  expect(() => readConfig(env)).toThrow(ConfigError);
  expect(JSON.stringify(problemsOf(env))).not.toMatch(/secret-in-port|hunter2|secret-of-a-user|secret-misspelt/);
});

test('a blank setting counts as absent, and blanks around a value are dropped', () => {
  expect(readConfig({ PORT: '', SLACK_BOT_TOKEN: '  ' })).toEqual(readConfig({}));
  expect(readConfig({ PORT: ' 80\n' }).http.port).toBe(80);
});

test.each([
  ['PORT', '65536'],
  ['PORT', '1e3'],
  ['HOST', 'not a host'],
  ['DATABASE_URL', 'mysql://db/msp'],
  ['MSP_REPLICA', 'Desk 1'],
  ['MSP_DEMO_PACE_MS', '-1'],
])('%s refuses %s', (setting, value) => {
  expect(wrong({ [setting]: value })).toEqual([setting]);
});

describe('Slack', () => {
  test.each(['SLACK_SIGNING_SECRET', 'SLACK_BOT_TOKEN'] as const)('%s alone asks for the other one', (setting) => {
    const partner = setting === 'SLACK_BOT_TOKEN' ? 'SLACK_SIGNING_SECRET' : 'SLACK_BOT_TOKEN';
    expect(wrong({ [setting]: slack[setting] })).toEqual([partner]);
  });

  test('an address alone does not leave Slack silently off', () => {
    expect(wrong({ SLACK_API_URL: 'https://slack.com/api/' })).toEqual(['SLACK_SIGNING_SECRET', 'SLACK_BOT_TOKEN']);
  });

  test("a user's token is not taken for the bot's", () => {
    expect(wrong({ ...slack, SLACK_BOT_TOKEN: 'xoxp-1-2-three' })).toEqual(['SLACK_BOT_TOKEN']);
  });

  test.each([
    'https://slack.com/api/',
    'https://slack-gov.com/api/',
    'http://127.0.0.1:4000/api/',
    'http://localhost:4000/api/',
    'http://[::1]:4000/api/',
  ])('the token may travel to %s', (url) => {
    expect(readConfig({ ...slack, SLACK_API_URL: url }).slack?.apiUrl).toBe(url);
  });

  test.each([
    'http://slack.com/api/',
    'https://slack.com.example.com/api/',
    'https://slack.com@example.com/',
    'http://127.0.0.1.example.com/',
    'ftp://127.0.0.1/',
    'slack.com',
  ])('the token may not travel to %s', (url) => {
    expect(wrong({ ...slack, SLACK_API_URL: url })).toEqual(['SLACK_API_URL']);
  });
});

describe('Teams', () => {
  test('one tenant is allowed unless others are named', () => {
    expect(readConfig(teams).teams?.allowedTenants).toEqual([tenant]);
  });

  test.each([
    ['SingleTenant', ['TEAMS_APP_PASSWORD', 'TEAMS_TENANT_ID']],
    ['MultiTenant', ['TEAMS_APP_PASSWORD', 'TEAMS_ALLOWED_TENANTS']],
    ['UserAssignedMSI', ['TEAMS_TENANT_ID']],
  ])('a registration as %s needs %j beside its id', (appType, missing) => {
    expect(wrong({ TEAMS_APP_ID: appId, TEAMS_APP_TYPE: appType })).toEqual(missing);
  });

  test('a password without an id does not leave Teams silently off', () => {
    expect(wrong({ TEAMS_APP_PASSWORD: 'x', TEAMS_TENANT_ID: tenant })).toEqual(['TEAMS_APP_ID']);
  });

  test('not even where development turns authentication off', () => {
    expect(wrong({ TEAMS_DEVELOPMENT: 'true', TEAMS_APP_PASSWORD: 'x' })).toEqual(['TEAMS_APP_ID', 'TEAMS_TENANT_ID']);
  });

  test('a misspelt kind of registration is refused instead of being taken for another', () => {
    expect(wrong({ ...teams, TEAMS_APP_TYPE: 'singletenant' })).toEqual(['TEAMS_APP_TYPE']);
  });

  test('"every tenant" cannot be said', () => {
    expect(wrong({ ...teams, TEAMS_ALLOWED_TENANTS: '*' })).toEqual(['TEAMS_ALLOWED_TENANTS']);
    expect(wrong({ ...teams, TEAMS_ALLOWED_TENANTS: ',' })).toEqual(['TEAMS_ALLOWED_TENANTS']);
  });

  test('ids are compared in lower case', () => {
    const named = readConfig({ ...teams, TEAMS_ALLOWED_TENANTS: otherTenant.toUpperCase() });
    const own = readConfig({ ...teams, TEAMS_TENANT_ID: tenant.toUpperCase() });

    expect(named.teams?.allowedTenants).toEqual([otherTenant]);
    expect(own.teams?.allowedTenants).toEqual([tenant]);
  });

  test.each(['127.0.0.1', '::1', 'localhost'])('development without authentication is possible on %s', (host) => {
    expect(readConfig({ TEAMS_DEVELOPMENT: 'true', HOST: host }).teams).toMatchObject({ development: true });
  });

  test.each(['0.0.0.0', '::', '10.0.0.4', 'desk.example.com'])('development is refused on %s', (host) => {
    expect(wrong({ ...teams, TEAMS_DEVELOPMENT: 'true', HOST: host })).toEqual(['TEAMS_DEVELOPMENT']);
  });

  test('only the word true turns development on', () => {
    expect(wrong({ TEAMS_DEVELOPMENT: 'yes' })).toEqual(['TEAMS_DEVELOPMENT']);
  });
});

describe('a misspelt setting', () => {
  test.each([
    ['SLACK_SIGNNG_SECRET', 'SLACK_SIGNING_SECRET'],
    ['SLACK_TOKEN', 'SLACK_BOT_TOKEN'],
    ['TEAMS_APPID', 'TEAMS_APP_ID'],
    ['TEAMS_TENANT', 'TEAMS_TENANT_ID'],
    ['MSP_LOGLEVEL', 'MSP_LOG_LEVEL'],
    ['msp_terminal', 'MSP_TERMINAL'],
  ])('%s is reported as %s', (written, meant) => {
    expect(problemsOf({ [written]: 'x' })).toContainEqual({
      setting: written,
      problem: 'is not a setting',
      remedy: `Rename it to ${meant}, or remove it.`,
    });
  });

  test("does no harm where the right one is set, or where it is somebody else's", () => {
    expect(wrong({ ...slack, SLACK_BOT_TOKENS: 'x' })).toEqual([]);
    expect(wrong({ SLACK_WEBHOOK_URL: 'x', SLACK_APP_ID: 'x', SLACK_CLIENT_SECRET: 'x', EDITOR: 'vi' })).toEqual([]);
  });
});

describe('the public address', () => {
  test.each([
    'https://desk.example.com',
    'https://desk.example.com:8443/msp',
    'http://127.0.0.1:3978',
    'http://localhost',
  ])('may be %s', (url) => {
    expect(readConfig({ MSP_PUBLIC_URL: url }).publicUrl).toBe(url);
  });

  test.each([
    'http://desk.example.com',
    'desk.example.com',
    'https://sam@desk.example.com',
    'https://desk.example.com/?a=b',
    'https://desk.example.com/#a',
    'ftp://desk.example.com',
  ])('is not %s', (url) => {
    expect(wrong({ MSP_PUBLIC_URL: url })).toEqual(['MSP_PUBLIC_URL']);
  });
});
