import { expect, test } from 'vitest';
import { worthALook } from '../../../src/desk/worth-a-look.ts';
import { Hours } from '../../../src/domain/hours.ts';
import type { Person } from '../../../src/domain/person.ts';

const place = { platform: 'slack', workspace: 'T1', channel: 'help' };
const receivedAt = '2026-01-05T10:00:00.000Z'; // a Monday
const customer = {};
const ordinary = { tickets: 9, withinAnHour: 1, verifications: 1 };

const by = (identity: { user: string; workspace: string }, id = 'ada'): Person => ({
  ...{ id, name: 'Ada Lovelace', account: 'ada@contoso.com', roles: {} },
  identities: [{ platform: 'slack', ...identity }],
});
const ada = by({ user: 'U1', workspace: 'T1' });

test('of an ordinary request there is nothing to say', () => {
  expect(worthALook({ requester: ada, place, receivedAt }, customer, ordinary)).toEqual([]);
});

test.each([
  [
    'of somebody with a new identity',
    { ...ada, identities: ada.identities.map((one) => ({ ...one, proven: 'lately' as const })) },
    ordinary,
    'linked another chat within a day',
  ],
  ['the first one', ada, { ...ordinary, tickets: 1 }, 'first request from this person'],
  ['the third within an hour', ada, { ...ordinary, withinAnHour: 3 }, 'third request within an hour'],
  ['the twelfth', ada, { ...ordinary, withinAnHour: 12 }, '12th request within an hour'],
  ['the twenty-first', ada, { ...ordinary, withinAnHour: 21 }, '21st request within an hour'],
  ['of a guest', by({ user: 'U1', workspace: 'T2' }), ordinary, 'asked by a guest of that chat'],
  [
    'of nobody who is known',
    by({ user: 'U1', workspace: 'T1' }, 'slack:T1:U1'),
    ordinary,
    'nobody has linked whoever asked',
  ],
  [
    'after another verification of the account',
    ada,
    { ...ordinary, verifications: 2 },
    'second verification for this account within an hour',
  ],
])('of %s it is said', (_, requester, signs, words) => {
  expect(worthALook({ requester, place, receivedAt }, customer, signs)).toEqual([words]);
});

test("of the customer's hours it is said when they are over, and nothing where nobody named any", () => {
  const saidAt = (at: string) => worthALook({ requester: ada, place, receivedAt: at }, { hours }, ordinary);
  const hours = Hours.parse({ zone: 'Europe/Berlin', from: '08:00', to: '18:00' });

  expect(saidAt('2026-01-05T10:00:00.000Z')).toEqual([]);
  expect(saidAt('2026-01-05T17:30:00.000Z')).toEqual(["asked outside the customer's hours"]);
});
