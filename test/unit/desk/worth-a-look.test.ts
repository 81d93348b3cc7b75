import { expect, test } from 'vitest';
import { worthALook } from '../../../src/desk/worth-a-look.ts';
import type { Person } from '../../../src/domain/person.ts';

const place = { platform: 'slack', workspace: 'T1', channel: 'help' };
const ordinary = { tickets: 9, withinAnHour: 1, verifications: 1 };

const by = (identity: { user: string; workspace: string }, id = 'ada'): Person => ({
  ...{ id, name: 'Ada Lovelace', account: 'ada@contoso.com', roles: {} },
  identities: [{ platform: 'slack', ...identity }],
});
const ada = by({ user: 'U1', workspace: 'T1' });

test('of an ordinary request there is nothing to say', () => {
  expect(worthALook({ requester: ada, place }, ordinary)).toEqual([]);
});

test.each([
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
  expect(worthALook({ requester, place }, signs)).toEqual([words]);
});
