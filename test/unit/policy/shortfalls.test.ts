import { expect, test } from 'vitest';
import type { Person, Role } from '../../../src/domain/person.ts';
import { shortfallsOf } from '../../../src/policy/shortfalls.ts';
import { withRules } from './a-request.ts';

const person = (id: string, platform: string, ...roles: Role[]): Person => ({
  ...{ id, name: id, account: `${id}@provider.example`, roles: { contoso: roles } },
  identities: [{ platform, workspace: 'T0', user: id }],
});
const people = [
  person('sam', 'slack', 'approver'),
  person('kim', 'teams', 'approver', 'admin'),
  person('tess', 'slack', 'technician', 'admin'),
];

/** What a rule needs and the customer has, if that is too little. */
const shortfall = (rule: object, customer = 'contoso') =>
  shortfallsOf(withRules({ name: 'a', ...rule }), { id: customer }, { customers: [], people })
    .filter(({ rule: { name } }) => name === 'a')
    .map(({ needs, has }) => [needs, has]);

test.each([
  ['as many as there are', { approvers: 2 }, []],
  ['one more', { approvers: 3 }, [[3, 2]]],
  ['one who is an admin too', { roles: ['admin'] }, []],
  ['two who are admins too', { approvers: 2, roles: ['admin'] }, [[2, 1]]],
  ['one on a chat of theirs', { approvers: 1, surfaces: ['slack'] }, []],
  ['two on one chat', { approvers: 2, surfaces: ['slack'] }, [[2, 1]]],
  ['an admin on a chat on which none is', { roles: ['admin'], surfaces: ['slack'] }, [[1, 0]]],
  ['nobody', { typed: true }, []],
])('a rule that needs %s', (_, rule, expected) => {
  expect(shortfall(rule)).toEqual(expected);
});

test('roles for another customer count for nothing', () => {
  expect(shortfall({ approvers: 1 }, 'fabrikam')).toEqual([[1, 0]]);
});
