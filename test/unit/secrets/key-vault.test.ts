import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createSend } from '../../../src/egress/create-send.ts';
import type { Send } from '../../../src/egress/send.ts';
import { createTransport, type Transport } from '../../../src/egress/transport.ts';
import { createKeyVaultKey } from '../../../src/secrets/key-vault.ts';
import type { KeyVaultApp } from '../../../src/secrets/key-vault-sign-in.ts';
import type { MasterKey } from '../../../src/secrets/master-key.ts';
import { openKeyVault } from '../../fakes/vendors/key-vault.ts';
import { type Lab, openLab } from '../../fakes/vendors/lab.ts';

const belonging = { id: 'key-1', customerId: 'contoso' };
const dataKey = randomBytes(32);

describe('a master key in Key Vault', () => {
  const vault = openKeyVault();
  let lab: Lab;
  let transport: Transport;
  let master: MasterKey;
  let clock = Date.now();
  const heard: string[] = [];
  beforeAll(async () => {
    lab = await openLab([vault]);
    transport = createTransport({ proxy: lab.proxy, ca: lab.ca });
  });
  afterAll(async () => {
    await lab.close();
    await transport.close();
  });
  beforeEach(() => {
    master = keyFor(vault.app);
  });
  afterEach(() => {
    lab.forget();
    vault.switchOn();
    for (const verb of ['get', 'wrapKey', 'unwrapKey'] as const) vault.allowed.add(verb);
    vault.registration.secrets.set('app-secret', 'valid');
  });

  function keyFor(app: KeyVaultApp, version?: string, way?: Send): MasterKey {
    const send = (hosts: readonly string[]) =>
      createSend({ transport, hosts, random: () => 0, pause: async (_, signal) => signal.throwIfAborted() });
    const key = { ...vault.key, ...(version && { version }) };
    const onSecret = (token: string) => heard.push(token);
    return createKeyVaultKey({
      key,
      app,
      createSend: (hosts) => way ?? send(hosts),
      now: () => new Date(clock),
      onSecret,
    });
  }
  const failureOf = (work: Promise<unknown>) =>
    work.then(
      () => undefined,
      (reason: unknown) => reason,
    );

  test('wraps a data key and unwraps it, and never sees a secret of ours', async () => {
    const wrapped = await master.wrap(dataKey, belonging);

    expect(await master.unwrap(wrapped, belonging)).toEqual(dataKey);
    expect(wrapped.wrappedBy).toBe(`https://desk-lab.vault.azure.net/keys/desk/${vault.versions[0]?.id}`);
    expect(wrapped.wrapped).not.toContain(dataKey.toString('base64url'));
    expect(master.sealing).toBeUndefined();
  });

  test('tells the token that opens it to whoever withholds secrets', async () => {
    await master.wrap(dataKey, belonging);

    const used = lab.requests().flatMap(({ headers }) => /^Bearer (.+)/.exec(headers.authorization ?? '')?.[1] ?? []);
    expect(used).not.toEqual([]);
    expect(heard).toEqual(expect.arrayContaining(used));
  });

  test.each([
    ['another customer', { ...belonging, customerId: 'fabrikam' }],
    ['another data key', { ...belonging, id: 'key-2' }],
  ])('does not unwrap in the place of %s', async (_, elsewhere) => {
    const wrapped = await master.wrap(dataKey, belonging);

    await expect(master.unwrap(wrapped, elsewhere)).rejects.toMatchObject({ kind: 'tampered' });
  });

  test('does not unwrap what was changed on its way', async () => {
    const { wrapped, wrappedBy } = await master.wrap(dataKey, belonging);
    const changed = `${wrapped.startsWith('A') ? 'B' : 'A'}${wrapped.slice(1)}`;

    await expect(master.unwrap({ wrapped: changed, wrappedBy }, belonging)).rejects.toMatchObject({ kind: 'tampered' });
  });

  test('that gets a new version wraps with it after a while, and unwraps with the one it had', async () => {
    const before = await master.wrap(dataKey, belonging);
    vault.renew();
    expect(await master.wrapsAs()).toBe(before.wrappedBy);

    clock += 10 * 60_000;
    const after = await master.wrap(dataKey, belonging);

    expect(after.wrappedBy).not.toBe(before.wrappedBy);
    expect(await master.unwrap(before, belonging)).toEqual(dataKey);
    expect(await keyFor(vault.app, vault.versions[0]?.id).wrapsAs()).toBe(before.wrappedBy);
  });

  test.each([
    ['of another vault', 'https://evil.vault.azure.net/keys/desk/0123456789abcdef0123456789abcdef'],
    ['of another name', 'https://desk-lab.vault.azure.net/keys/other/0123456789abcdef0123456789abcdef'],
    ['without a version', 'https://desk-lab.vault.azure.net/keys/desk'],
    ['that is none', '0123456789abcdef'],
  ])('is not taken for a key %s, and nothing is sent there', async (_, wrappedBy) => {
    expect(master.opens(wrappedBy)).toBe(false);
    await expect(master.unwrap({ wrapped: 'AAAA', wrappedBy }, belonging)).rejects.toMatchObject({ kind: 'keyVault' });
    expect(lab.requests()).toEqual([]);
  });

  test('waits when it is asked too often, and goes on', async () => {
    const busy = { status: 429, headers: { 'retry-after': '1' }, body: { error: { code: 'Throttled' } } };
    lab.fail({ path: /wrapkey$/ }, { how: { instead: busy }, times: 2 });

    expect(await master.unwrap(await master.wrap(dataKey, belonging), belonging)).toEqual(dataKey);
  });

  test('signs in anew when its token was withdrawn, once', async () => {
    await master.wrapsAs();
    vault.entra.withdrawTokens();

    await expect(master.wrap(dataKey, belonging)).resolves.toBeDefined();
  });

  test.each<[string, () => void, RegExp]>([
    ['the key is switched off', () => vault.switchOff(), /Switch it on/],
    ['it may not wrap', () => vault.allowed.delete('wrapKey'), /Key Vault Crypto Service Encryption User/],
    ['it may not look', () => vault.allowed.delete('get'), /Key Vault Crypto Service Encryption User/],
    ['its secret has expired', () => vault.registration.secrets.set('app-secret', 'expired'), /MSP_KEY_VAULT_TENANT/],
    [
      'it is busy to the end',
      () => lab.fail({ path: /key$/ }, { how: { instead: { status: 429 } }, times: 9 }),
      /too often/,
    ],
    ['it is out of order', () => lab.fail({}, { how: { instead: { status: 500 } }, times: 9 }), /.*/],
    ['it breaks off', () => lab.fail({ path: /wrapkey$/ }, { how: 'cut', times: 9 }), /can't be reached/],
    [
      'a proxy answers',
      () => lab.fail({ path: /wrapkey$/ }, { how: { instead: { body: '<p>hunter2-in-words' } } }),
      /not understood/,
    ],
    [
      'another key answers',
      () =>
        lab.fail(
          { path: /wrapkey$/ },
          {
            how: {
              instead: {
                status: 200,
                body: { kid: 'https://evil.vault.azure.net/keys/desk/0123456789abcdef0123456789abcdef', value: 'AAAA' },
              },
            },
          },
        ),
      /not understood/,
    ],
  ])('says so, with a remedy and nothing of what was sent, when %s', async (_, goWrong, words) => {
    goWrong();

    const failure = await failureOf(master.wrap(dataKey, belonging));

    expect(failure).toMatchObject({ name: 'VaultError', kind: 'keyVault', message: expect.stringMatching(words) });
    expect(JSON.stringify(failure) + String(failure)).not.toMatch(/hunter2|app-secret/);
  });

  test('that is not there is named as that', async () => {
    const missing = keyFor(vault.app, '0123456789abcdef0123456789abcdef');

    await expect(missing.wrap(dataKey, belonging)).rejects.toThrow('Check the name and the version of the key.');
  });

  test('is opened by the identity of the machine, where no app was set up', async () => {
    const asked: string[] = [];
    const direct = createSend({ transport, hosts: [vault.key.host] });
    const way: Send = async (outgoing) => {
      if (!outgoing.url.startsWith('http://169.254.169.254/')) return direct(outgoing);
      asked.push(`${outgoing.headers?.metadata} ${new URL(outgoing.url).searchParams.get('resource')}`);
      const lasts = { expires_in: '3599', expires_on: String(Math.floor(Date.now() / 1000) + 3599) };
      const token = { access_token: vault.tokenOfMachine(), ...lasts, resource: 'vault', token_type: 'Bearer' };
      return { status: 200, headers: new Headers({ 'content-type': 'application/json' }), text: JSON.stringify(token) };
    };

    const ours = keyFor({}, undefined, way);

    expect(await ours.unwrap(await ours.wrap(dataKey, belonging), belonging)).toEqual(dataKey);
    expect(asked).toEqual(['true https://vault.azure.net']);
  });

  test('says that its certificate can not be read', async () => {
    const { tenantId, clientId } = vault.app;
    const nowhere = keyFor({ tenantId, clientId, certificate: '/no/such/file.pem' });

    await expect(nowhere.wrap(dataKey, belonging)).rejects.toThrow('correct MSP_KEY_VAULT_CERTIFICATE');
  });
});
