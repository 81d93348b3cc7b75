import { expect, test } from 'vitest';
import type { Entity } from '../../../src/classify/entities.ts';
import { masked } from '../../../src/classify/masked.ts';

const customer = { id: 'northwind', name: 'Northwind Traders Ltd' };
const people = [
  { name: 'Ada Marsh', account: 'ada.marsh@northwind.example' },
  { name: 'Mark Okafor', account: 'mark@northwind.example' },
  { name: 'Jo A Brandt', account: 'jo@northwind.example' },
];
const mask = (text: string, entities: readonly Entity[] = []) => masked(text, { customer, people, entities });

test.each([
  ['Ada Marsh cannot print', 'marsh'],
  ['ada cannot print', 'ada'],
  ['Marsh, Ada: new laptop', 'marsh'],
  ['the account ada.marsh is locked', 'ada.marsh'],
  ['write to ada.marsh@northwind.example', 'ada.marsh'],
  ['write to somebody.else@fabrikam.com', 'somebody.else'],
  ['Mark needs a phone', 'mark'],
  ['Jo A Brandt cannot print', 'jo'],
  ['Northwind Traders Ltd has no internet', 'northwind'],
  ['Northwind  Traders\nLtd has no internet', 'traders'],
  ['all of northwind is offline', 'northwind'],
  ['call me at +44 20 7946 0123', '7946'],
  ['see https://intranet.northwind.example/page?user=ada', 'intranet'],
  ['Hello, my name is Zofia Lindqvist and I can not sign in', 'lindqvist'],
  ['please help Mrs Tanaka-Reid with her screen', 'tanaka'],
  ['my password is hunter2', 'hunter2'],
])('"%s" leaves the house without "%s"', (text, name) => {
  expect(mask(text).toLowerCase()).not.toContain(name);
});

test('a name that is a word as well is left where it is a word', () => {
  expect(mask('please mark the printer as broken')).toBe('please mark the printer as broken');
});

test('a part of a word, and what is too short to be a name, is nobody', () => {
  const text = 'a network adapter broke in the marshalling yard';

  expect(mask(text)).toBe(text);
});

test('a company is not called by its name alone: by the word in front, and by what the desk calls it', () => {
  const the = { id: 'tiny-bakery', name: 'The Oven Ltd' };
  const short = { id: 'it', name: 'Fabrikam, Inc.' };

  expect(masked('the printer of tiny-bakery', { customer: the, people, entities: [] })).toBe(
    'the printer of [company]',
  );
  expect(masked('at Fabrikam it jams', { customer: short, people, entities: [] })).toBe('at [company] it jams');
});

test('accounts and devices stand as their places in the list, licences as themselves', () => {
  const entities: Entity[] = [
    { kind: 'account', value: 'ada.marsh@northwind.example' },
    { kind: 'device', value: 'NW-PC-17' },
    { kind: 'license', value: 'Visio' },
  ];

  const text = mask('ADA.MARSH@northwind.example needs Visio on nw-pc-17', entities);

  expect(text).toBe('[account 0] needs Visio on [device 1]');
});

test('what is wrong stays readable', () => {
  expect(mask('Outlook shows error 0x800CCC0E since Monday')).toBe('Outlook shows error 0x800CCC0E since Monday');
});
