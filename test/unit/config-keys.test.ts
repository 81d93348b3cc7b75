import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from '../../src/config.ts';

const keyVault = 'https://desk.vault.azure.net/keys/desk';
const version = '0123456789abcdef0123456789abcdef';
const tenant = '0f2d5a3e-91c4-4c79-8a43-5f5c1e0d7b21';
const client = '6b3b1a52-7f7e-4e57-9a5c-3d4b0c1f2a10';
const app = {
  MSP_KEY_VAULT_TENANT: tenant,
  MSP_KEY_VAULT_CLIENT_ID: client,
  MSP_KEY_VAULT_SECRET: 'canary-of-the-app',
};

function problemsOf(env: Record<string, string>) {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map(({ setting, problem }) => `${setting} ${problem}`);
    throw error;
  }
  return [];
}

describe('the master key', () => {
  test('is in a file, in the environment or in Key Vault', () => {
    const bytes = randomBytes(32);

    expect(readConfig({ MSP_KEY_FILE: '/run/desk.key' })).toMatchObject({ keyFile: '/run/desk.key' });
    expect(readConfig({ MSP_KEY: bytes.toString('base64') }).key).toEqual(bytes);
    expect(readConfig({ MSP_KEY_VAULT_KEY: `${keyVault}/${version}`, ...app })).toMatchObject({
      keyVaultKey: { host: 'desk.vault.azure.net', name: 'desk', version },
      keyVaultApp: { tenantId: tenant, clientId: client, secret: 'canary-of-the-app' },
    });
  });

  test('has others before it, wherever they are', () => {
    expect(readConfig({ MSP_PREVIOUS_KEYS: `/run/2025.key, ${keyVault}` }).previousKeys).toEqual([
      { file: '/run/2025.key' },
      { keyVault: { host: 'desk.vault.azure.net', name: 'desk' } },
    ]);
  });

  test.each([
    'https://desk.vault.azure.net.evil.example/keys/desk',
    'https://evil.example/keys/desk',
    'https://evil.example/.vault.azure.net/keys/desk',
    'https://evil.example#.vault.azure.net/keys/desk',
    'https://user@desk.vault.azure.net/keys/desk',
    'https://desk.vault.azure.net:8443/keys/desk',
    'http://desk.vault.azure.net/keys/desk',
    'https://desk.vault.azure.net/secrets/desk',
    'https://desk.vault.azure.net/keys/desk/../other',
    'https://desk.vault.azure.net/keys/desk?x=1',
    'https://desk.vault.azure.net/keys/',
    'https://a.b.vault.azure.net/keys/desk',
    'https://desk.managedhsm.azure.net/keys/desk',
  ])('is never looked for at %s', (identifier) => {
    expect(problemsOf({ MSP_KEY_VAULT_KEY: identifier })).toEqual(['MSP_KEY_VAULT_KEY has a value that does not fit']);
    expect(problemsOf({ MSP_PREVIOUS_KEYS: identifier })).toEqual(['MSP_PREVIOUS_KEYS has a value that does not fit']);
  });

  test.each([
    'https://desk.vault.usgovcloudapi.net/keys/desk',
    'https://desk.vault.azure.cn/keys/desk',
    'https://DESK.vault.azure.net/keys/Desk',
  ])('may be at %s', (identifier) => {
    expect(problemsOf({ MSP_KEY_VAULT_KEY: identifier })).toEqual([]);
  });

  test.each([31, 33, 16, 0])('in the environment has 32 bytes, not %i', (length) => {
    const wrong = problemsOf({ MSP_KEY: randomBytes(length).toString('base64') || '=' });

    expect(wrong).toEqual(['MSP_KEY has a value that does not fit']);
  });

  test('is one, and what does not go together is told at once, without a value', () => {
    const both = { MSP_KEY_FILE: '/run/desk.key', MSP_KEY: randomBytes(32).toString('base64') };

    expect(problemsOf({ ...both, MSP_KEY_VAULT_KEY: keyVault })).toEqual([
      'MSP_KEY is there beside MSP_KEY_FILE',
      'MSP_KEY_VAULT_KEY is there beside MSP_KEY_FILE',
    ]);
    expect(problemsOf({ MSP_KEY_VAULT_KEY: keyVault, MSP_KEY_VAULT_SECRET: 'canary' })).toEqual([
      'MSP_KEY_VAULT_TENANT is missing, but MSP_KEY_VAULT_SECRET is there',
      'MSP_KEY_VAULT_CLIENT_ID is missing, but MSP_KEY_VAULT_SECRET is there',
    ]);
    expect(problemsOf({ MSP_KEY_VAULT_CLIENT_ID: client })).toEqual([
      'MSP_KEY_VAULT_CLIENT_ID is there, but no key in Key Vault is named',
    ]);
    expect(problemsOf({ MSP_KEY_VAULT_KEY: keyVault, ...app, MSP_KEY_VAULT_CERTIFICATE: '/a.pem' })).toEqual([
      'MSP_KEY_VAULT_CERTIFICATE is there beside MSP_KEY_VAULT_SECRET',
    ]);
  });

  test('in Key Vault needs no app where the machine has an identity, and may have another one before it', () => {
    expect(problemsOf({ MSP_KEY_VAULT_KEY: keyVault })).toEqual([]);
    expect(problemsOf({ MSP_KEY_VAULT_KEY: keyVault, MSP_KEY_VAULT_CLIENT_ID: client })).toEqual([]);
    expect(problemsOf({ MSP_KEY_FILE: '/run/desk.key', MSP_PREVIOUS_KEYS: keyVault, ...app })).toEqual([]);
  });
});
