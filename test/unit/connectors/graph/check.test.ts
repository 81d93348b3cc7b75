import { expect, test } from 'vitest';
import { LEAST } from '../../../fakes/vendors/graph.ts';
import { openStage } from './stage.ts';

const { lab, microsoft, credentials, connectTo, enrol } = await openStage();

test('a connection with the least permissions is green, and nothing was changed to find out', async () => {
  const { check } = enrol();

  const findings = await check();

  expect(findings?.filter(({ ok }) => !ok)).toEqual([]);
  expect(findings?.map(({ what }) => what)).toEqual([
    'Sign-in',
    'The credential opens the tenant of the customer',
    'Microsoft Graph answers',
    ...LEAST.map((permission) => expect.stringContaining(`Permission ${permission}, for `)),
  ]);
  expect(lab.requests().map(({ method, host }) => `${method} ${host}`)).toEqual([
    'POST login.microsoftonline.com',
    'GET graph.microsoft.com',
  ]);
});

test('what is missing is named, with who has to do what', async () => {
  const { tenant, check } = enrol();
  tenant.app.roles = new Set(['User.ReadWrite.All', 'Directory.ReadWrite.All']);

  const findings = await check();

  expect(findings?.filter(({ ok }) => !ok)).toEqual([
    {
      what: 'Permission User-PasswordProfile.ReadWrite.All, for resetting passwords',
      ok: false,
      remedy:
        'Grant User-PasswordProfile.ReadWrite.All as an application permission to the app registration, and consent for this tenant.',
    },
    {
      what: 'Permission UserAuthMethod-TAP.ReadWrite.All, for creating temporary access passes',
      ok: false,
      remedy: expect.stringContaining('Grant UserAuthMethod-TAP.ReadWrite.All'),
    },
  ]);
});

test('a credential that opens nothing is said at once, with its remedy', async () => {
  const { tenant, check } = enrol();
  tenant.app.secrets.clear();

  expect(await check()).toEqual([
    {
      what: 'Sign-in: Microsoft Graph: Failed to obtain access token (AADSTS7000215).',
      ok: false,
      remedy: expect.stringMatching(/^The client secret is wrong\./),
    },
  ]);
});

test('a token of another tenant is found out', async () => {
  const { connection, check, owner, tenant } = enrol();
  const other = microsoft.enrolIn('another', 'global', {});
  const body = await otherToken(other.id, other.app.clientId);
  lab.forget();
  const lie = () => lab.fail({ host: 'login.microsoftonline.com' }, body);

  lie();
  expect(await owner()).toBe(other.id);
  expect(Object(connection).tenant).toBe(tenant.id);
  expect((await check())?.find(({ what }) => what.includes('tenant'))).toMatchObject({ ok: false });
});

async function otherToken(tenant: string, clientId: string) {
  const app = microsoft.tenant('another').app;
  app.secrets.set('other', 'valid');
  credentials.set('env:OTHER', 'other');
  const client = connectTo({ tenant, clientId, secret: 'env:OTHER' }).client;
  const { value } = await client.signedIn(new AbortController().signal);
  const answer = { token_type: 'Bearer', expires_in: 3599, access_token: value };
  return { how: { instead: { status: 200, body: answer } } } as const;
}
