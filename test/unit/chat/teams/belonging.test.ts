import { expect, test } from 'vitest';
import { belongingOf } from '../../../../src/chat/teams/belonging.ts';

const sam = { platform: 'teams', workspace: '11111111-aaaa-4aaa-8aaa-111111111111', user: 'sams-object-id' };
const record = { aadObjectId: 'Sams-Object-Id', tenantId: sam.workspace.toUpperCase(), userRole: 'user' };

test.each([
  ['a member', {}, 'member'],
  ['an owner of the team', { userRole: 'owner' }, 'member'],
  ['somebody with a name of the tenant', { userPrincipalName: 'sam@contoso.com' }, 'member'],
  ['a guest', { userRole: 'guest' }, 'guest'],
  ['a guest who is called a user', { userPrincipalName: 'sam_fabrikam.com#EXT#@contoso.onmicrosoft.com' }, 'guest'],
  ['a guest who is called an owner', { userRole: 'owner', userPrincipalName: 'sam_f.com#ext#@contoso.com' }, 'guest'],
  ['somebody in a meeting without an account', { userRole: 'anonymous' }, 'guest'],
  ['somebody of whom nothing is said', { userRole: undefined }, 'guest'],
  ['somebody of another tenant', { tenantId: '22222222-bbbb-4bbb-8bbb-222222222222' }, 'outsider'],
  ['somebody without a tenant', { tenantId: undefined }, 'outsider'],
  ['somebody else', { aadObjectId: 'kims-object-id' }, 'outsider'],
  ['somebody without an object id', { aadObjectId: undefined }, 'outsider'],
])('%s is taken for one', (_, fields, expected) => {
  expect(belongingOf({ ...record, ...fields }, sam)).toBe(expected);
});

test('the other name for an object id is one too', () => {
  expect(belongingOf({ objectId: sam.user, tenantId: sam.workspace, userRole: 'user' }, sam)).toBe('member');
});

test('no record is no answer', () => {
  expect(() => belongingOf(undefined, sam)).toThrow();
});
