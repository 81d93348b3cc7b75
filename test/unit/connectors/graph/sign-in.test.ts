import { describe, expect, test } from 'vitest';
import { Connection, hostsOf } from '../../../../src/connectors/graph/connection.ts';
import { newCertificate } from '../../../fakes/vendors/graph/certificate.ts';
import { openStage } from './stage.ts';

const { lab, microsoft, credentials, connectTo, enrol, answerInstead } = await openStage();

const somewhere = { tenant: '1e7a4a55-52d7-4f43-9a86-3d1b7c9e0a11', clientId: '2e7a4a55-52d7-4f43-9a86-3d1b7c9e0a11' };

describe('a connection', () => {
  test('has a secret or a certificate, never both and never neither', () => {
    const secret = 'env:GRAPH_SECRET';
    const certificate = 'file:/run/secrets/graph.pem';

    expect(Connection.safeParse({ ...somewhere, secret }).data).toMatchObject({ cloud: 'global', secret });
    expect(Connection.safeParse({ ...somewhere, certificate, cloud: 'china' }).success).toBe(true);
    expect(Connection.safeParse({ ...somewhere, secret, certificate }).success).toBe(false);
    expect(Connection.safeParse(somewhere).success).toBe(false);
    expect(Connection.safeParse({ ...somewhere, secret, tenant: 'common' }).success).toBe(false);
    expect(Connection.safeParse({ ...somewhere, secret: 'the secret itself' }).success).toBe(false);
  });

  test('goes to the hosts of its cloud and to no other', () => {
    const hosts = (cloud: string) => hostsOf(Connection.parse({ ...somewhere, cloud, secret: 'env:SECRET' }));

    expect(hosts('global')).toEqual(['graph.microsoft.com', 'login.microsoftonline.com']);
    expect(hosts('us-government')).toEqual(['graph.microsoft.us', 'login.microsoftonline.us']);
    expect(hosts('us-dod')).toEqual(['dod-graph.microsoft.us', 'login.microsoftonline.us']);
    expect(hosts('china')).toEqual(['microsoftgraph.chinacloudapi.cn', 'login.partner.microsoftonline.cn']);
  });
});

describe('signing in', () => {
  test.each(['global', 'us-government', 'us-dod', 'china'] as const)('works in the cloud %s', async (cloud) => {
    const tenant = microsoft.enrolIn(`in ${cloud}`, cloud, { secrets: new Map([['s3cret', 'valid']]) });
    credentials.set('env:SECRET_HERE', 's3cret');
    tenant.addUser();
    const { run } = connectTo({ tenant: tenant.id, cloud, clientId: tenant.app.clientId, secret: 'env:SECRET_HERE' });

    expect(await run('getUser', { user: 'ada@contoso.example' })).toMatchObject({ displayName: 'Ada Hill' });
  });

  test('works with a certificate that the app knows, and not with another one', async () => {
    const [own, stranger] = await Promise.all([newCertificate(), newCertificate()]);
    const tenant = microsoft.enrolIn('by certificate', 'global', { certificates: [own.publicKey] });
    const connection = { tenant: tenant.id, clientId: tenant.app.clientId, certificate: 'file:/run/graph.pem' };

    credentials.set('file:/run/graph.pem', own.pem);
    expect(await connectTo(connection).owner()).toBe(tenant.id);

    credentials.set('file:/run/graph.pem', stranger.pem);
    await expect(connectTo(connection).owner()).rejects.toMatchObject({
      message: 'Microsoft Graph: Failed to obtain access token (AADSTS700027).',
      remedy: expect.stringContaining('Upload its public part'),
    });
  });

  test('says what is wrong with a text that is no certificate, without sending it', async () => {
    const tenant = microsoft.enrolIn('no certificate', 'global', {});
    credentials.set('env:NO_PEM', 'ZX-CANARY certificate');

    const failing = connectTo({ tenant: tenant.id, clientId: tenant.app.clientId, certificate: 'env:NO_PEM' }).owner();

    await expect(failing).rejects.toMatchObject({
      message: "Microsoft Graph: Failed to obtain access token (the certificate can't be used).",
      definite: true,
    });
    expect(lab.requests()).toEqual([]);
  });

  test('happens once for however many ask, and again shortly before the token ends', async () => {
    const { connection, tenant } = enrol();
    let now = Date.now();
    const { run } = connectTo(connection, () => new Date(now));
    tenant.addUser();
    const before = microsoft.entra.tokensIssued();

    await Promise.all([1, 2, 3, 4].map(() => run('getUser', { user: 'ada@contoso.example' })));
    expect(microsoft.entra.tokensIssued() - before).toBe(1);

    now += 3_590_000;
    await run('getUser', { user: 'ada@contoso.example' });
    expect(microsoft.entra.tokensIssued() - before).toBe(2);
  });

  test('takes a secret that was replaced while we run, as soon as the old token is refused', async () => {
    const { connection, tenant, run } = enrol();
    tenant.addUser();
    await run('getUser', { user: 'ada@contoso.example' });

    tenant.app.secrets.clear();
    tenant.app.secrets.set('the-next-one', 'valid');
    credentials.set(String(Object(connection).secret), 'the-next-one');
    microsoft.entra.withdrawTokens();

    expect(await run('getUser', { user: 'ada@contoso.example' })).toMatchObject({ displayName: 'Ada Hill' });
  });

  test('is tried anew once, and then given up', async () => {
    const { tenant, run } = enrol();
    tenant.addUser();
    answerInstead({ host: 'graph.microsoft.com' }, { status: 401, body: {} }, { times: 9 });

    await expect(run('getUser', { user: 'ada@contoso.example' })).rejects.toMatchObject({
      kind: 'unauthorized',
      message: 'Microsoft Graph: Failed to obtain access token (the token is not taken).',
      definite: true,
    });
    expect(lab.requests().filter(({ host }) => host === 'graph.microsoft.com')).toHaveLength(2);
  });

  test('follows no redirect, not even to the same host', async () => {
    const { owner } = enrol();
    const location = 'https://login.microsoftonline.com/elsewhere';
    answerInstead({ host: 'login.microsoftonline.com' }, { status: 307, headers: { location }, body: {} });

    await expect(owner()).rejects.toMatchObject({ kind: 'invalid', definite: true });
    expect(lab.requests()).toHaveLength(1);
  });

  test('understands no answer that is not from Entra', async () => {
    const { owner } = enrol();
    answerInstead({ host: 'login.microsoftonline.com' }, { status: 200, body: '<html>Please log in</html>' });

    await expect(owner()).rejects.toMatchObject({
      message: 'Microsoft Graph: Unreadable answer (from its sign-in).',
      definite: true,
    });
  });

  credentials.set('env:OLD_ONE', 'an-entra-secret-of-old');
  const expired = new Map([['an-entra-secret-of-old', 'expired']]);

  test.each<[string, number, string, { readonly app?: object; readonly written?: object }]>([
    ['a wrong secret', 7000215, 'The client secret is wrong.', { app: { secrets: new Map() } }],
    [
      'a secret that has expired',
      7000222,
      'The client secret has expired.',
      { app: { secrets: expired }, written: { secret: 'env:OLD_ONE' } },
    ],
    ['an app without consent', 700016, 'consent', { written: { clientId: somewhere.clientId } }],
    ['an app that is switched off', 7000112, 'The app is switched off', { app: { state: 'switched-off' } }],
    ['an unknown tenant', 90002, 'There is no such tenant.', { written: { tenant: somewhere.tenant } }],
    ['a tenant of another cloud', 90002, 'connectors.graph.cloud', { written: { cloud: 'us-government' } }],
  ])('tells what to do about %s', async (_, code, remedy, { app, written }) => {
    const { connection, tenant } = enrol();
    Object.assign(tenant.app, app);
    const { owner } = connectTo({ ...Object(connection), ...written });

    const error = await owner()?.catch((thrown: unknown) => thrown);

    expect(error).toMatchObject({
      kind: 'unauthorized',
      message: `Microsoft Graph: Failed to obtain access token (AADSTS${code}).`,
      remedy: expect.stringContaining(remedy),
      definite: true,
    });
    expect(everythingIn(error)).not.toMatch(/entra-secret|Trace ID/);
  });
});

/** All that an error would carry into a log. */
function everythingIn(error: unknown): string {
  if (!(error instanceof Error)) return JSON.stringify(error);
  return [error.message, error.stack, JSON.stringify(error), everythingIn(error.cause ?? null)].join(' ');
}
