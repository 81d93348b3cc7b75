import { expect, test } from 'vitest';
import { assistScopes } from '../../../fakes/vendors/zoho-assist.ts';
import { openContoso } from './stage.ts';

test('where all is well, everything that was looked at is green and no session was begun', async () => {
  const { contoso, department } = openContoso();

  const findings = await contoso.check();

  expect(findings.filter(({ ok }) => !ok)).toEqual([]);
  expect(findings.map(({ what }) => what)).toEqual([
    'Credential',
    `Department ${department.id}`,
    'Devices',
    'Past sessions',
    ...assistScopes.map((scope) => `Scope ${scope}`),
  ]);
  expect(department.sessions()).toEqual([]);
});

test.each(assistScopes)('without %s the check is red and names it', async (scope) => {
  const { contoso, fake } = openContoso();
  fake.accounts.grant(
    'contoso',
    assistScopes.filter((one) => one !== scope),
  );

  const red = (await contoso.check()).filter(({ ok }) => !ok);

  expect(red.find(({ what }) => what === `Scope ${scope}`)?.remedy).toContain(scope);
});

test("a department that isn't the user's is red, and is somebody else's", async () => {
  const { contoso, department } = openContoso({ department: '6' });

  expect((await contoso.check()).filter(({ ok }) => !ok).map(({ what }) => what)).toContain('Department 6');
  expect(await contoso.owner()).toBe(department.id);
});

test('a user without a department opens nobody’s data', async () => {
  const { contoso, department } = openContoso();
  department.visible = [];

  expect(await contoso.owner()).toBe('none');
});

test('departments are asked for once for a token', async () => {
  const { contoso, fake, requests } = openContoso();
  await contoso.owner();
  await contoso.owner();
  fake.accounts.later(3_600_000);
  await contoso.owner();

  expect(requests.filter(({ path }) => path === '/api/v2/user')).toHaveLength(2);
});

test('a refusal that comes as a success is one', async () => {
  const { contoso, before } = openContoso();
  const body = { error: { code: 1_000, message: 'internal' } };
  before(({ path }) => (path === '/api/v2/devices' ? { status: 200, body } : undefined));

  await expect(contoso.run('listDevices', {})).rejects.toMatchObject({ message: 'Zoho Assist: Not accepted.' });
});
