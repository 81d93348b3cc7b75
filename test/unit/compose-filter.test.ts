import { expect, test } from 'vitest';
import { composeFilter, knowSettings } from '../../src/compose-filter.ts';
import { noLog } from '../../src/lib/log.ts';
import { WITHHELD } from '../../src/lib/secret-filter.ts';

test.each([
  ['a password', 'Kx7Rm3Vt9Qp2', 'Kx7Rm3Vt9Qp2'],
  ['a name and a password, which is no address', 'token:Kx7Rm3Vt9Qp2', 'token:Kx7Rm3Vt9Qp2'],
  ['the password of an address', 'postgres://desk:Kx7Rm3Vt9Qp2@database/desk', 'Kx7Rm3Vt9Qp2'],
  ['the password of an address, as it is meant', 'http://desk:Kx7%2FRm3%2FVt9@proxy:3128', 'Kx7/Rm3/Vt9'],
])('a setting that is %s is withheld', (_, setting, secret) => {
  const filter = composeFilter(noLog);
  knowSettings(filter, { secrets: [setting] });

  expect(filter.at('chat').clean(`It is ${secret}.`)).toBe(`It is ${WITHHELD}.`);
});

test('of an address, what is no secret can still be said', () => {
  const filter = composeFilter(noLog);
  knowSettings(filter, { secrets: ['postgres://desk:Kx7Rm3Vt9Qp2@database/desk'] });

  expect(filter.at('chat').clean('The database is at database/desk.')).toBe('The database is at database/desk.');
});
