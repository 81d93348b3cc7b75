import { expect, test } from 'vitest';
import type { Condition } from '../../../src/domain/workflow.ts';
import { applies } from '../../../src/workflows/condition.ts';
import type { Facts } from '../../../src/workflows/facts.ts';

const facts: Facts = {
  inputs: { name: 'visio', empty: null },
  steps: { seats: { free: 3, open: false, none: 0 } },
  ticket: { id: 'T-1', subject: 'Visio', body: '', people: ['Ada Hill'] },
  requester: { name: 'Ada', contact: 'Ada' },
  customer: { id: 'contoso', name: 'Contoso' },
};

const free = '${steps.seats.free}';
const open = '${steps.seats.open}';
const name = '${inputs.name}';

test.each<[Condition, boolean]>([
  [{ value: free, equals: 3 }, true],
  [{ value: free, equals: '3' }, false],
  [{ value: open, equals: false }, true],
  [{ value: open, 'not-equals': true }, true],
  [{ value: name, 'not-equals': 'visio' }, false],
  [{ value: free, above: 2 }, true],
  [{ value: free, above: 3 }, false],
  [{ value: free, below: 4 }, true],
  [{ value: free, below: 3 }, false],
  [{ value: name, 'one-of': ['project', 'visio'] }, true],
  [{ value: free, 'one-of': ['3'] }, false],
  [{ value: name, present: true }, true],
  [{ value: '${steps.seats.none}', present: true }, true],
  [{ value: '${inputs.empty}', present: true }, false],
  [{ value: '${inputs.other}', present: false }, true],
  [{ value: '${classification.category}', present: false }, true],
])('%j is %s', (condition, expected) => {
  expect(applies(condition, facts)).toBe(expected);
});

test.each<Condition>([
  { value: '${inputs.other}', equals: 'x' },
  { value: '${inputs.other}', 'not-equals': 'x' },
  { value: '${inputs.empty}', 'not-equals': 'x' },
  { value: '${inputs.other}', above: 0 },
  { value: '${inputs.other}', below: 1 },
  { value: '${inputs.other}', 'one-of': ['x'] },
])('%j fails because the value is absent', (condition) => {
  expect(() => applies(condition, facts)).toThrow(/Nothing is known for/);
});

test('a text is never above or below a number', () => {
  expect(() => applies({ value: name, above: 1 }, facts)).toThrow(/is not a number/);
  expect(() => applies({ value: name, below: 1 }, facts)).toThrow(/is not a number/);
});
