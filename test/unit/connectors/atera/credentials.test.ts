import { expect, test } from 'vitest';
import { Connection } from '../../../../src/connectors/atera/connection.ts';
import { atera } from '../../../../src/connectors/atera/connector.ts';
import { openStage } from './stage.ts';

test('a token goes as a bearer and an old key in its own header, to one host', async () => {
  const { enrol, requests } = openStage();
  const withToken = enrol('contoso');
  const withKey = enrol('fabrikam');

  await withToken.owner();
  await withKey.owner();

  expect(requests.map(({ headers }) => Object.keys(headers ?? {}).map((name) => name.toLowerCase()))).toEqual([
    expect.arrayContaining(['authorization']),
    expect.arrayContaining(['x-api-key']),
  ]);
  expect(new Set(requests.map(({ url }) => new URL(url).origin))).toEqual(new Set(['https://app.atera.com']));
  expect(atera.hosts(Connection.parse({ customer: 1, key: 'env:KEY' }))).toEqual(['app.atera.com']);
});

test('the credential is read for every request, so that a new one counts at once', async () => {
  const { fake, enrol, credentials } = openStage();
  const contoso = enrol('contoso');
  fake.addAgent('contoso', { name: 'CONTOSO-PC-17' });
  const [reference = '', right = ''] = [...credentials].flat();
  credentials.set(reference, 'expired');

  await expect(contoso.run('findAgent', { device: 'CONTOSO-PC-17' })).rejects.toMatchObject({
    kind: 'unauthorized',
    message: 'Atera: Invalid API key.',
    remedy: expect.stringContaining('connectors.atera.key'),
  });
  credentials.set(reference, `${right}\n`);

  await expect(contoso.run('findAgent', { device: 'CONTOSO-PC-17' })).resolves.toMatchObject({ online: true });
});

test('whose data it is is asked once for each credential', async () => {
  const { enrol, requests, credentials } = openStage();
  const contoso = enrol('contoso');

  expect(await contoso.owner()).toBe(`${contoso.number}`);
  expect(await contoso.owner()).toBe(`${contoso.number}`);
  expect(requests).toHaveLength(1);

  const [reference = ''] = credentials.keys();
  credentials.set(reference, 'another');
  await expect(contoso.owner()).rejects.toMatchObject({ kind: 'unauthorized' });
});

test('a customer that the credential does not see is said by that name', async () => {
  const { enrol } = openStage();
  const nobody = enrol('contoso', { customer: 404_404 });

  await expect(nobody.owner()).rejects.toMatchObject({
    kind: 'notFound',
    message: 'Atera: Customer ID not found (404404).',
    remedy: expect.stringContaining('connectors.atera.customer'),
  });
});

test.each([
  ['a customer with hyphens', { customer: '4-2' }],
  ['a customer that is no number', { customer: 0 }],
  ['the key itself', { key: 'a'.repeat(32) }],
  ['a host of its own', { host: 'app.atera.com.evil.example' }],
  ['an inbox with a secret in clear', { inbox: { pathSecret: 'hunter2' } }],
])('a connection with %s is refused', (_, wrong) => {
  const right = { customer: 42, key: 'env:ATERA_KEY' };

  expect(Connection.safeParse(right).success).toBe(true);
  expect(Connection.safeParse({ ...right, ...wrong }).success).toBe(false);
});

test('a check that finds all well says so, with the name the customer has in Atera', async () => {
  const { enrol, requests } = openStage();
  const contoso = enrol('contoso');

  const findings = await contoso.check();

  expect(findings.filter(({ ok }) => !ok)).toEqual([]);
  expect(findings[0]?.what).toBe(`API key, and customer ${contoso.number} (contoso)`);
  expect(requests.every(({ method }) => method === 'GET')).toBe(true);
});

test('a check says what is missing and what to do about each', async () => {
  const { fake, enrol } = openStage();
  const contoso = enrol('contoso', { contact: 'gone@contoso.example', technician: undefined });
  fake.forbid('contoso', 'Tickets: read');

  const wrong = (await contoso.check()).filter(({ ok }) => !ok);

  expect(wrong).toMatchObject([
    { what: expect.stringContaining('Permission Tickets: read'), remedy: expect.stringContaining('Admin, API') },
    { what: expect.stringContaining('Contact'), remedy: expect.stringContaining('contact') },
    { what: expect.stringContaining('Technician'), remedy: expect.stringContaining('connectors.atera.technician') },
  ]);
});

test('a check with a wrong key says that one thing', async () => {
  const { fake, enrol } = openStage();
  const contoso = enrol('contoso');
  fake.revokeKeys();

  const findings = await contoso.check();

  expect(findings).toMatchObject([{ ok: false, what: expect.stringContaining('Invalid API key') }]);
});

test('a check that reaches nobody is no finding', async () => {
  const { enrol, before } = openStage();
  const contoso = enrol('contoso');
  before(() => ({ status: 503 }));

  await expect(contoso.check()).rejects.toMatchObject({ kind: 'unavailable' });
});

test("a refusal never repeats the vendor's words", async () => {
  const { enrol, before } = openStage();
  const contoso = enrol('contoso');
  for (const status of [302, 400, 401, 403, 404, 409, 418, 422, 429, 500, 503]) {
    before(() => ({ status, body: { Message: 'ZX-CANARY', title: 'ZX-CANARY' } }));
    const refusal = await contoso.run('getAgent', { agentId: 1 }).catch((error: unknown) => error);

    expect(JSON.stringify([refusal, String(refusal)])).not.toContain('ZX-CANARY');
    expect(refusal).toMatchObject({ name: 'ConnectorError', remedy: expect.stringMatching(/\.$/) });
  }
});
