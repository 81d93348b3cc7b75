import { expect, test } from 'vitest';
import { type Person, Role } from '../../../src/domain/person.ts';
import { allRights, may, peopleWho } from '../../../src/domain/right.ts';

test('each role may do this and nothing else', () => {
  const table = Object.fromEntries(
    Role.options.map((role) => [role, allRights.filter((right) => may(holding(role), right, 'contoso'))]),
  );

  expect(table).toEqual({
    requester: [],
    technician: [
      ...['see-tickets', 'see-cost', 'rehearse', 'correct', 'answer', 'do-tasks', 'undo', 'settle', 'ask-for-many'],
    ],
    approver: ['see-tickets', 'see-cost', 'correct', 'undo', 'settle', 'decide', 'let-go-on'],
    admin: ['see-tickets', 'see-cost', 'break-glass', 'let-go-on'],
    auditor: ['see-tickets'],
  });
});

test.each(allRights)('to %s, a role for another customer is none', (right) => {
  const elsewhere = Role.options.filter((role) =>
    may({ ...holding(role), roles: { fabrikam: [role] } }, right, 'contoso'),
  );

  expect(elsewhere).toEqual([]);
});

test.each(['constructor', '__proto__', ''])('a customer called %j gives nobody anything', (customerId) => {
  expect(allRights.filter((right) => may(holding(...Role.options), right, customerId))).toEqual([]);
});

test('whoever may is named once, whatever roles they hold', () => {
  const sam = holding('technician', 'approver');

  expect(peopleWho('correct', 'contoso', { customers: [], people: [sam, holding('auditor')] })).toEqual([sam]);
});

function holding(...roles: Role[]): Person {
  return { id: roles.join('+'), name: 'Somebody', identities: [], roles: { contoso: roles } };
}
