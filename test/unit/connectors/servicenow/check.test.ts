import { afterAll, beforeAll, expect, test } from 'vitest';
import { check } from '../../../../src/connectors/servicenow/check.ts';
import { type Office, openStage, type Stage } from './stage.ts';

const refused = 'ServiceNow: Insufficient privileges.';
let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

async function wrongIn({ client }: Office) {
  const findings = await check(client, AbortSignal.timeout(10_000));
  return findings.filter(({ ok }) => !ok);
}

function showRoles({ instance }: Office, roles: string): void {
  for (const user of instance.records.sys_user) user.roles = roles;
}

test('an account that may do all is green, and nothing was written', async () => {
  const office = stage.open('green');
  showRoles(office, 'itil,snc_internal');

  expect(await wrongIn(office)).toEqual([]);
  expect(office.sent().filter((request) => !request.startsWith('GET') && !request.includes('oauth'))).toEqual([]);
});

test('roles that can be seen and are not enough are named', async () => {
  const office = stage.open('roles');
  showRoles(office, 'snc_internal,sn_incident_write');

  expect(await wrongIn(office)).toEqual([
    { what: 'Writing changes', ok: false, remedy: expect.stringContaining('sn_change_write') },
  ]);
});

test('roles that it may not see are said to be unchecked, not to be well', async () => {
  const { client } = stage.open('unseen');

  expect(await check(client, AbortSignal.timeout(10_000))).toContainEqual({
    what: expect.stringContaining('not checked'),
    ok: true,
  });
});

test('an account without roles is told what it lacks, thing by thing', async () => {
  const office = stage.open('nothing');
  office.instance.account.roles.clear();

  expect(await wrongIn(office)).toEqual([
    { what: `Reading incidents: ${refused}`, ok: false, remedy: expect.stringContaining('itil') },
    { what: `Close codes of incidents: ${refused}`, ok: false, remedy: expect.stringContaining('itil') },
    { what: `Change Management API: ${refused}`, ok: false, remedy: expect.stringContaining('sn_change_write') },
  ]);
});

test('an instance without close codes or the change plugin is told so', async () => {
  const office = stage.open('bare');
  office.instance.records.sys_choice.splice(0);
  office.instance.rules.hasChangePlugin = false;

  expect(await wrongIn(office)).toEqual([
    { what: 'Close codes of incidents', ok: false, remedy: expect.stringContaining('sys_choice') },
    {
      what: expect.stringMatching(/^Change Management API: /),
      ok: false,
      remedy: expect.stringContaining('com.snc.change_management'),
    },
  ]);
});

test('an account of another company is told so', async () => {
  const { instance } = stage.open('company');
  const company = instance.add('core_company', { name: 'Contoso' }).sys_id;

  expect(await wrongIn(stage.open('company', { connection: { company } }))).toEqual([
    { what: "The account is of the customer's company", ok: false, remedy: expect.stringContaining('desk.yaml') },
  ]);
});

test('a wrong credential is one finding: that nothing could be looked at', async () => {
  const { client, credentials } = stage.open('locked-out', { kind: 'basic' });
  for (const reference of Object.keys(credentials)) credentials[reference] = 'wrong';

  await expect(check(client, AbortSignal.timeout(10_000))).rejects.toMatchObject({ kind: 'unauthorized' });
});
