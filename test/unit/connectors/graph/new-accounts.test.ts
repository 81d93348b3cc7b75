import { describe, expect, test } from 'vitest';
import { openStage, PASSWORD } from './stage.ts';

const { lab, enrol, answerInstead } = await openStage();

const grace = { account: 'grace@contoso.example', displayName: 'Grace Hill', usageLocation: 'GB' };
const POST = { method: 'POST', path: '/v1.0/users' } as const;

describe('creating an account', () => {
  test('gives it a one-time password, a country and a mark of the call', async () => {
    const { tenant, run } = enrol();

    const output = await run('createUser', grace, 'call-77');

    const made = tenant.user(grace.account);
    expect(output).toEqual({ userId: made.id, account: grace.account, password: 'sealed:password' });
    expect(made).toMatchObject({
      displayName: 'Grace Hill',
      usageLocation: 'GB',
      accountEnabled: true,
      passwordProfile: { password: PASSWORD, forceChangePasswordNextSignIn: true },
      onPremisesExtensionAttributes: { extensionAttribute15: 'call-77' },
    });
  });

  test('refuses a sign-in name that somebody has', async () => {
    const { tenant, run } = enrol();
    tenant.addUser({ userPrincipalName: grace.account });

    await expect(run('createUser', grace)).rejects.toMatchObject({
      kind: 'conflict',
      message: 'Microsoft Graph: Already exists.',
      definite: true,
    });
    expect(tenant.users).toHaveLength(1);
  });

  test('refuses a domain that is not the customer’s', async () => {
    const { run } = enrol();

    await expect(run('createUser', { ...grace, account: 'grace@elsewhere.test' })).rejects.toMatchObject({
      message: 'Microsoft Graph: Not accepted (the domain of the sign-in name).',
      definite: true,
    });
  });

  test('recognises the account that an earlier try of the same call has made', async () => {
    const { tenant, run, find } = enrol();
    answerInstead(POST, { status: 500, body: {} }, { carriedOut: true });

    await expect(run('createUser', grace, 'call-1')).rejects.toMatchObject({ kind: 'unavailable', definite: false });
    const made = { userId: tenant.user(grace.account).id, account: grace.account, password: 'sealed:password' };

    expect(await find('createUser', grace, 'call-1')).toEqual(made);
    expect(await run('createUser', grace, 'call-1')).toEqual(made);
    expect(await find('createUser', grace, 'call-2')).toBe('absent');
    expect(tenant.users).toHaveLength(1);
  });

  test('knows that nothing was made when there is no such account', async () => {
    const { find } = enrol();

    expect(await find('createUser', grace)).toBe('absent');
  });

  test('stays in doubt while the account that has the name can not be read yet', async () => {
    const { tenant, run } = enrol();
    tenant.replicationLag = 9;
    answerInstead(POST, { status: 500, body: {} }, { carriedOut: true });
    await expect(run('createUser', grace)).rejects.toMatchObject({ definite: false });

    await expect(run('createUser', grace)).rejects.toMatchObject({
      message: 'Microsoft Graph: Already exists (the account can not be read yet).',
      definite: false,
    });
  });

  test('stays in doubt while nobody may look whose account has the name', async () => {
    const { tenant, run } = enrol();
    answerInstead(POST, { status: 500, body: {} }, { carriedOut: true });
    await expect(run('createUser', grace)).rejects.toMatchObject({ definite: false });

    answerInstead({ method: 'GET' }, { status: 403, body: {} });

    await expect(run('createUser', grace)).rejects.toMatchObject({ definite: false });
    expect(tenant.users).toHaveLength(1);
  });

  test('sends nothing twice when the connection breaks', async () => {
    const { tenant, run } = enrol();
    lab.fail(POST, { carriedOut: true, how: 'reset' });

    await expect(run('createUser', grace)).rejects.toMatchObject({ definite: false });
    expect(lab.requests().filter(({ method, path }) => method === 'POST' && path === POST.path)).toHaveLength(1);
    expect(tenant.users).toHaveLength(1);
  });
});
