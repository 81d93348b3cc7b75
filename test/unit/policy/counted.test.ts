import { expect, test } from 'vitest';
import { type Counted, isSameCount } from '../../../src/policy/counted.ts';

const changes: Counted = { of: 'customer', within: '1h', risk: 'change' };
const these: Counted = { ...changes, operations: ['graph.disableUser', 'graph.enableUser'] };

test.each<[string, Counted, Counted, boolean]>([
  ['the same', changes, { ...changes }, true],
  ['the same time in other words', changes, { ...changes, within: '60m' }, true],
  ['another time', changes, { ...changes, within: '2h' }, false],
  ['somebody else', changes, { ...changes, of: 'person' }, false],
  ['another risk', changes, { ...changes, risk: 'sensitive' }, false],
  ['all operations and some', changes, these, false],
  ['some and others', these, { ...changes, operations: ['graph.disableUser'] }, false],
  ['the same in another order', these, { ...changes, operations: ['graph.enableUser', 'graph.disableUser'] }, true],
  ['the same twice', these, { ...these, operations: [...(these.operations ?? []), 'graph.enableUser'] }, true],
])('a number that counts %s', (_, one, other, isSame) => {
  expect([isSameCount(one, other), isSameCount(other, one)]).toEqual([isSame, isSame]);
});
