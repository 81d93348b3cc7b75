import { describe, expect, test } from 'vitest';
import { openStage, PASSWORD, targetOf } from './stage.ts';

const { lab, enrol, answerInstead } = await openStage();

const VISIO = '2d5f8c31-6a4e-4b90-b7d2-e8a1f3c5d633';

/** Every operation that changes an account, with what it takes beside the account. */
const changes: readonly [string, object][] = [
  ['resetPassword', { revokeSessions: true }],
  ['disableUser', {}],
  ['enableUser', {}],
  ['removeLicense', { skuId: VISIO, license: 'Visio Plan 2' }],
  ['assignLicense', { skuId: VISIO, license: 'Visio Plan 2' }],
  ['revokeSessions', {}],
  ['createTemporaryAccessPass', {}],
];

const writes = () => lab.requests().filter(({ host, method }) => host === 'graph.microsoft.com' && method !== 'GET');

describe.each(changes)('%s', (name, more) => {
  test.each([
    ['holds an admin role', { roles: ['Global Administrator'] }, 'Somebody who looks after administrators'],
    ['is a guest', { userType: 'Guest' }, 'The organisation that the guest comes from'],
    ['is a guest who was made a member', { userPrincipalName: 'bob_x.example#EXT#@contoso.example' }, 'organisation'],
  ] as const)('leaves an account alone that %s, and says who can help', async (_, user, helper) => {
    const { tenant, run } = enrol();
    tenant.addSku({ skuId: VISIO });
    const target = targetOf(tenant, { ...user, roles: [...('roles' in user ? user.roles : [])] });

    await expect(run(name, { ...target, ...more })).rejects.toMatchObject({
      kind: 'invalid',
      message: expect.stringContaining('the account is left alone'),
      remedy: expect.stringContaining(helper),
      definite: true,
    });
    expect(writes()).toEqual([]);
  });

  test('refuses an unknown account, and one that goes by another name now', async () => {
    const { tenant, run } = enrol();
    tenant.addSku({ skuId: VISIO });
    const target = targetOf(tenant);

    for (const wrong of [{ userId: VISIO }, { account: 'grace@contoso.example' }])
      await expect(run(name, { ...target, ...more, ...wrong })).rejects.toMatchObject({
        kind: 'notFound',
        definite: true,
      });
    expect(writes()).toEqual([]);
  });

  test('is not done when the admin roles of the account can not be read', async () => {
    const { tenant, run } = enrol();
    tenant.addSku({ skuId: VISIO });
    tenant.app.roles.delete('RoleManagement.Read.Directory');

    await expect(run(name, { ...targetOf(tenant), ...more })).rejects.toMatchObject({
      kind: 'forbidden',
      message: 'Microsoft Graph: Insufficient privileges (RoleManagement.Read.Directory).',
      remedy: expect.stringContaining('Grant RoleManagement.Read.Directory as an application permission'),
    });
    expect(writes()).toEqual([]);
  });
});

test.each(['resetPassword', 'disableUser'])('%s leaves an account of an on-premises directory alone', async (name) => {
  const { tenant, run } = enrol();
  const target = targetOf(tenant, { onPremisesSyncEnabled: true });

  await expect(run(name, target)).rejects.toMatchObject({
    message: expect.stringContaining('it is managed in an on-premises directory'),
    remedy: expect.stringContaining('does it there'),
  });
  expect(writes()).toEqual([]);
});

describe('resetting a password', () => {
  test('sets it to be changed at the next sign-in, and hands on a sealed one', async () => {
    const { tenant, run } = enrol();
    const target = targetOf(tenant);

    const output = await run('resetPassword', { ...target, revokeSessions: true });

    expect(output).toEqual({ ...target, password: 'sealed:password' });
    const { passwordProfile, signedIn } = tenant.user(target.account);
    expect(passwordProfile).toEqual({ password: PASSWORD, forceChangePasswordNextSignIn: true });
    expect(signedIn).toBe(false);
  });

  test('names the permission that is missing, however much else the app may do', async () => {
    const { tenant, run } = enrol();
    tenant.app.roles.delete('User-PasswordProfile.ReadWrite.All');
    tenant.app.roles.add('Directory.ReadWrite.All');

    await expect(run('resetPassword', targetOf(tenant))).rejects.toMatchObject({
      message: 'Microsoft Graph: Insufficient privileges (User-PasswordProfile.ReadWrite.All).',
      definite: true,
    });
  });

  test('takes up a permission that was granted a moment ago', async () => {
    const { tenant, run } = enrol();
    const target = targetOf(tenant);
    tenant.app.roles.delete('User-PasswordProfile.ReadWrite.All');
    await expect(run('resetPassword', target)).rejects.toMatchObject({ kind: 'forbidden' });

    tenant.app.roles.add('User-PasswordProfile.ReadWrite.All');

    expect(await run('resetPassword', target)).toMatchObject({ password: 'sealed:password' });
  });

  test('does not ask for a permission that the app has, when Graph protects the account', async () => {
    const { tenant, run } = enrol();
    answerInstead({ method: 'PATCH' }, { status: 403, body: {} });

    await expect(run('resetPassword', targetOf(tenant))).rejects.toMatchObject({
      message: 'Microsoft Graph: Insufficient privileges (the app is not allowed to touch this account).',
      remedy: expect.stringContaining('Somebody who looks after administrators'),
    });
  });

  test('never says the password, also when Graph repeats it', async () => {
    const { tenant, run } = enrol();
    tenant.bannedPassword = /./;

    const error = await run('resetPassword', targetOf(tenant)).catch((thrown: unknown) => thrown);

    expect(error).toMatchObject({ message: 'Microsoft Graph: Not accepted (the password).', definite: true });
    expect(
      `${error} ${JSON.stringify(error)} ${Object(error).stack} ${JSON.stringify(Object(error).cause)}`,
    ).not.toContain(PASSWORD);
  });

  test('counts as done when history refuses the repeat of a try that has set it', async () => {
    const { tenant, run } = enrol();
    const target = targetOf(tenant);
    lab.fail({ method: 'PATCH' }, { carriedOut: true, how: 'reset' });
    answerInstead(
      { method: 'PATCH' },
      { status: 400, body: { error: { code: 'Request_BadRequest', message: 'history' } } },
    );

    expect(await run('resetPassword', target)).toMatchObject({ password: 'sealed:password' });
    expect(tenant.passwordChanges).toBe(1);
  });

  test('stays in doubt when history refuses the repeat and the account can not be read then', async () => {
    const { tenant, run } = enrol();
    const target = targetOf(tenant);
    lab.fail({ method: 'PATCH' }, { carriedOut: true, how: 'reset' });
    answerInstead({ method: 'PATCH' }, { status: 400, body: {} });
    answerInstead({ method: 'GET', path: `/v1.0/users/${target.userId}`, after: 1 }, { status: 404, body: {} });

    await expect(run('resetPassword', target)).rejects.toMatchObject({ definite: false });
    expect(tenant.passwordChanges).toBe(1);
  });

  test('is no failure without effect when only the signing out failed', async () => {
    const { tenant, run } = enrol();
    tenant.app.roles = new Set([...tenant.app.roles].filter((role) => !/RevokeSessions|User.ReadWrite/.test(role)));

    await expect(run('resetPassword', { ...targetOf(tenant), revokeSessions: true })).rejects.toMatchObject({
      message: expect.stringContaining('The password is reset, but'),
      definite: false,
    });
    expect(tenant.passwordChanges).toBe(1);
  });
});

test('disabling an account signs it out everywhere', async () => {
  const { tenant, run } = enrol();
  const target = targetOf(tenant);

  expect(await run('disableUser', target)).toEqual({ ...target, enabled: false, changed: true });
  expect(tenant.user(target.account)).toMatchObject({ accountEnabled: false, signedIn: false });
});

test('an account of an on-premises directory can be signed out', async () => {
  const { tenant, run } = enrol();
  const target = targetOf(tenant, { onPremisesSyncEnabled: true });

  expect(await run('revokeSessions', target)).toEqual({ ...target, revoked: true });
  expect(tenant.user(target.account).signedIn).toBe(false);
});

describe('a temporary access pass', () => {
  test('signs in once, and is sealed on the spot', async () => {
    const { tenant, run } = enrol();
    const target = targetOf(tenant);

    const output = await run('createTemporaryAccessPass', { ...target, minutes: 30 });

    const [made] = tenant.user(target.account).passes;
    expect(made).toMatchObject({ isUsableOnce: true, lifetimeInMinutes: 30 });
    expect(output).toEqual({ ...target, pass: `sealed:pass-of-${made?.pass.length}`, minutes: 30 });
    expect(JSON.stringify(output)).not.toContain(made?.pass);
  });

  test('is not asked for twice when nobody knows whether it was made', async () => {
    const { tenant, run } = enrol();
    const target = targetOf(tenant);
    lab.fail({ path: /temporaryAccessPassMethods$/ }, { carriedOut: true, how: 'reset' });

    await expect(run('createTemporaryAccessPass', target)).rejects.toMatchObject({ definite: false });
    expect(tenant.user(target.account).passes).toHaveLength(1);
  });
});

test('what was disabled here can be enabled again, and what was before says that nothing changed', async () => {
  const { tenant, run } = enrol();
  const target = targetOf(tenant);
  await run('disableUser', target);

  expect(await run('disableUser', target)).toMatchObject({ changed: false });
  expect(await run('enableUser', target)).toEqual({ ...target, enabled: true });

  expect(tenant.user(target.account)).toMatchObject({ accountEnabled: true });
});

test('a licence that was given can be taken back, and one that is not held is left alone', async () => {
  const { tenant, run } = enrol();
  const sku = tenant.addSku({ skuId: VISIO });
  const consumed = sku.consumed;
  const target = targetOf(tenant);
  const licence = { ...target, skuId: VISIO, license: 'Visio Plan 2' };
  await run('assignLicense', licence);

  expect(await run('assignLicense', licence)).toMatchObject({ changed: false });
  await run('removeLicense', licence);
  await run('removeLicense', licence);

  expect(tenant.user(target.account).assignedLicenses).toEqual([]);
  expect(sku.consumed).toBe(consumed);
});
