import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { is } from '../../../../src/connectors/servicenow/query.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

describe('a value that is more than a value', () => {
  test.each([
    'Network^ORnameISNOTEMPTY',
    '^NQactive=true',
    'javascript:gs.getUserID()',
    ' JavaScript:gs.log(1)',
    'DYNAMIC90d1921e5f510100a9ad2572f2b477fe',
    'NULL',
    'null ',
    '',
    '  ',
    'a\nb',
    'a\u0000b',
  ])('%j is refused', (value) => {
    expect(() => is('name', value)).toThrow(/Not accepted/);
  });

  test.each(["O'Brien & Söhne", 'ada+test@contoso.com', 'Nullmeier', 'Service desk (EMEA), 2nd = best'])(
    '%j is only a value',
    (value) => {
      expect(is('name', value)).toBe(`name=${value}`);
    },
  );
});

test('a group or requester that would widen the search is refused before it is asked for', async () => {
  const { instance, run, sent } = stage.open('injects');
  instance.add('sys_user_group', { name: 'Admins', active: 'true' });
  const { number } = instance.addIncident();
  sent();

  const group = run('updateIncident', { incident: number, assignmentGroup: 'x^ORname=Admins' });
  await expect(group).rejects.toMatchObject({ kind: 'invalid', definite: true });
  const requester = run('createIncident', { title: 'x', description: 'y', requester: 'javascript:gs.getUserID()' });
  await expect(requester).rejects.toMatchObject({ kind: 'invalid', definite: true });

  expect(instance.records.incident).toHaveLength(1);
  expect(sent().filter((request) => !request.includes('incident') && !request.includes('oauth'))).toEqual([]);
});

test('a condition that the instance drops finds everything, and nothing of it is believed', async () => {
  const { instance, run, find } = stage.open('drops');
  instance.addIncident();
  instance.rules.drops.add('number').add('correlation_id').add('name');
  instance.records.sys_user.splice(0);
  instance.addUser({ name: 'Somebody Else', email: 'else@contoso.com' });

  await expect(run('findIncident', { incident: 'INC0099999' })).rejects.toMatchObject({ kind: 'notFound' });
  const mail = { title: 'x', description: 'y', requester: 'Ada Park' };
  expect(await find('createIncident', mail)).toBe('absent');
  expect(await run('createIncident', mail)).toMatchObject({ notTaken: ['requester'] });
  const change = { title: 'x', description: 'y' };
  await run('createChangeRequest', change, 'call-1');
  expect(await find('createChangeRequest', change, 'call-2')).toBe('absent');
});
