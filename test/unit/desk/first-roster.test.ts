import { expect, test } from 'vitest';
import { firstRoster } from '../../../src/desk/first-roster.ts';
import { hasRole } from '../../../src/domain/person.ts';
import { allRights, peopleWho } from '../../../src/domain/right.ts';

test.each(allRights)('a newcomer finds somebody in the cast who may %s', (right) => {
  expect(peopleWho(right, 'contoso', firstRoster)).not.toEqual([]);
});

test('two of them can open an emergency, and a third reviews it', () => {
  const admins = peopleWho('break-glass', 'contoso', firstRoster);
  const others = firstRoster.people.filter((person) => !admins.includes(person));

  expect(admins).toHaveLength(2);
  const auditors = others.filter((person) => hasRole(person, 'auditor', 'contoso'));
  expect(auditors.map(({ roles }) => roles)).toEqual([{ contoso: ['auditor'] }]);
});
