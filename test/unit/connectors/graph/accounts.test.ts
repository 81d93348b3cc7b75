import { describe, expect, test } from 'vitest';
import { openStage } from './stage.ts';

const { lab, enrol, answerInstead } = await openStage();

const atGraph = () => lab.requests().filter(({ host }) => host === 'graph.microsoft.com');

describe('looking up an account', () => {
  test('finds it by its id and by its sign-in name with one request, and asks for what is used only', async () => {
    const { tenant, run } = enrol();
    const { id } = tenant.addUser({ assignedLicenses: [] });
    const ada = {
      userId: id,
      account: 'ada@contoso.example',
      displayName: 'Ada Hill',
      enabled: true,
      guest: false,
      synchronised: false,
      usageLocation: 'GB',
      licenses: [],
    };

    expect(await run('getUser', { user: id })).toEqual(ada);
    expect(await run('getUser', { user: 'ADA@contoso.example' })).toEqual(ada);
    expect(atGraph()).toHaveLength(2);
    for (const { query, headers } of atGraph()) {
      expect(query.get('$select')).toContain('accountEnabled');
      expect(headers['client-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  test('finds it by its e-mail address and by a further one, where the sign-in name is another', async () => {
    const { tenant, run } = enrol();
    tenant.addUser({ mail: 'ada.hill@contoso.example', proxyAddresses: ['smtp:a.hill@contoso.example'] });

    for (const user of ['ada.hill@contoso.example', 'a.hill@contoso.example'])
      expect(await run('getUser', { user })).toMatchObject({ account: 'ada@contoso.example' });
  });

  test.each(["o'neil@contoso.example", "x' or startswith(mail,'@contoso.example", 'ada+100%#1&$top=9@contoso.example'])(
    'takes %s as it is written',
    async (mail) => {
      const { tenant, run } = enrol();
      tenant.addUser({ mail: 'somebody@contoso.example' });
      tenant.addUser({ userPrincipalName: 'right@contoso.example', mail: mail.replaceAll(' ', '') });

      expect(await run('getUser', { user: mail.replaceAll(' ', '') })).toMatchObject({
        account: 'right@contoso.example',
      });
    },
  );

  test('finds a guest by the sign-in name that guests have, and says that it is one', async () => {
    const { tenant, run } = enrol();
    const userPrincipalName = 'bob_fabrikam.example#EXT#@contoso.example';
    tenant.addUser({ userPrincipalName, userType: 'Member' });

    expect(await run('getUser', { user: userPrincipalName })).toMatchObject({
      account: userPrincipalName,
      guest: true,
    });
  });

  test('refuses when several have the address', async () => {
    const { tenant, run } = enrol();
    for (const name of ['one', 'two'])
      tenant.addUser({ userPrincipalName: `${name}@contoso.example`, mail: 'info@contoso.example' });

    await expect(run('getUser', { user: 'info@contoso.example' })).rejects.toMatchObject({
      kind: 'conflict',
      message: 'Microsoft Graph: More than one found (several accounts have this address).',
    });
  });

  test.each(['nobody@contoso.example', '3f0c2b1e-52d7-4f43-9a86-3d1b7c9e0a11', 'ada', '..', 'me'])(
    'refuses when there is no %s',
    async (user) => {
      const { tenant, run } = enrol();
      tenant.addUser();

      await expect(run('getUser', { user })).rejects.toMatchObject({
        kind: 'notFound',
        message: 'Microsoft Graph: Not found (no such account).',
      });
    },
  );

  test('sees nothing of another customer', async () => {
    const [contoso, fabrikam] = [enrol(), enrol()];
    const { id } = contoso.tenant.addUser();

    await expect(fabrikam.run('getUser', { user: id })).rejects.toMatchObject({ kind: 'notFound' });
    expect(await fabrikam.owner()).toBe(fabrikam.tenant.id);
  });
});

test('admin roles are read to the last page, also when the first one is empty', async () => {
  const { tenant, run } = enrol();
  const { id } = tenant.addUser({ roles: ['Helpdesk Administrator', 'User Administrator'] });

  expect(await run('directoryRolesOf', { userId: id })).toEqual({
    roles: ['Helpdesk Administrator', 'User Administrator'],
    privileged: true,
  });
});

test('a next page somewhere else is not followed', async () => {
  const { tenant, run } = enrol();
  const { id } = tenant.addUser();
  const body = { value: [], '@odata.nextLink': 'https://graph.microsoft.com.evil.example/v1.0/roles' };
  answerInstead({ path: /directoryRole$/ }, { status: 200, body });

  await expect(run('directoryRolesOf', { userId: id })).rejects.toMatchObject({
    message: expect.stringContaining('Unreadable answer'),
  });
  expect(lab.asked()).not.toContain('graph.microsoft.com.evil.example');
});

describe('finding accounts by name', () => {
  const names = async (run: (name: string, input: object) => Promise<unknown>, ...asked: string[]) => {
    const { users } = (await run('findUsers', { names: asked })) as { users: { account: string }[] };
    return users.map(({ account }) => account.split('@')[0]);
  };

  test('finds those whose name, first name, last name or sign-in name begins so, whatever the case', async () => {
    const { tenant, run } = enrol();
    const add = (user: string, more: object) =>
      tenant.addUser({ userPrincipalName: `${user}@contoso.example`, displayName: 'Nobody', ...more });
    add('shown', { displayName: 'Grace Hill' });
    add('first', { givenName: 'Grace' });
    add('last', { surname: 'Gracey' });
    add('grace.k', {});
    add('other', { displayName: 'A Grace' });

    expect(await names(run, 'grace')).toEqual(['shown', 'first', 'last', 'grace.k']);
  });

  test('finds somebody by first and last name where the directory shows another one', async () => {
    const { tenant, run } = enrol();
    tenant.addUser({ displayName: 'Dr. A. Hill', givenName: 'Ada', surname: 'Hill' });
    tenant.addUser({
      userPrincipalName: 'adam@contoso.example',
      displayName: 'Adam',
      givenName: 'Ada',
      surname: 'Stone',
    });

    expect(await names(run, 'Ada Hill')).toEqual(['ada']);
  });

  test('names nobody twice, and no more than 25', async () => {
    const { tenant, run } = enrol();
    for (let i = 0; i < 40; i++) tenant.addUser({ userPrincipalName: `ada${i}@contoso.example`, displayName: 'Ada' });

    const found = await names(run, 'Ada', 'ada');

    expect(found).toHaveLength(25);
    expect(new Set(found).size).toBe(25);
  });

  test('takes a name as it is written', async () => {
    const { tenant, run } = enrol();
    tenant.addUser({ displayName: "O'Neil Ray" });

    expect(await names(run, "O'Neil")).toEqual(['ada']);
    await expect(run('findUsers', { names: ["x') or startsWith(mail,'a"] })).rejects.toThrow(
      'use the name of a person',
    );
  });
});
