import { describe, expect, test } from 'vitest';
import { openStage } from './stage.ts';

const { lab, enrol } = await openStage();

const ADA = 'ada@contoso.example';

describe('looking up a manager', () => {
  test('finds the account that the directory names', async () => {
    const { tenant, run } = enrol();
    const kim = tenant.addUser({ userPrincipalName: 'kim@contoso.example', displayName: 'Kim Diaz' });
    tenant.addUser({ managerId: kim.id });

    expect(await run('managerOf', { user: ADA })).toEqual({
      manager: { account: 'kim@contoso.example', displayName: 'Kim Diaz' },
    });
    expect(lab.requests().at(-1)?.path).toBe(`/v1.0/users/${encodeURIComponent(ADA)}/manager`);
  });

  test.each([
    ['nobody is named', undefined],
    ['it is a contact without an account', '7c0f2b1e-52d7-4f43-9a86-3d1b7c9e0a77'],
  ])('finds nobody where %s', async (_, managerId) => {
    const { tenant, run } = enrol();
    tenant.addUser({ managerId });

    expect(await run('managerOf', { user: ADA })).toEqual({});
  });

  test('fails where there is no such account, which is another thing than nobody', async () => {
    const { run } = enrol();

    await expect(run('managerOf', { user: ADA })).rejects.toMatchObject({ kind: 'notFound' });
  });

  test('finds nobody where the manager has left and may not sign in any more', async () => {
    const { tenant, run } = enrol();
    const { id } = tenant.addUser({ userPrincipalName: 'kim@contoso.example', accountEnabled: false });
    tenant.addUser({ managerId: id });

    expect(await run('managerOf', { user: ADA })).toEqual({});
  });
});

describe('looking up telephone numbers', () => {
  test('finds each of them once, the mobile number first, and asks for nothing else', async () => {
    const { tenant, run } = enrol();
    tenant.addUser({ mobilePhone: '+44 7700 900142', businessPhones: ['+44 20 7946 0142', '+44 7700 900142'] });

    expect(await run('phonesOf', { user: ADA })).toEqual({ phones: ['+44 7700 900142', '+44 20 7946 0142'] });
    expect(lab.requests().at(-1)?.query.get('$select')).toBe('id,businessPhones,mobilePhone');
  });

  test('finds none where there is none, or what stands there is no number', async () => {
    const { tenant, run } = enrol();
    tenant.addUser({ mobilePhone: 'ask reception', businessPhones: [' '] });

    expect(await run('phonesOf', { user: ADA })).toEqual({ phones: [] });
  });
});
