import { expect, test } from 'vitest';
import { masked } from '../../../../src/classify/masking/masked.ts';
import type { Entity } from '../../../../src/classify/reading/entities.ts';

const customer = { id: 'northwind', name: 'Northwind Traders Ltd' };
const people = [
  { name: 'Ada Marsh', account: 'ada.marsh@northwind.example' },
  { name: 'Mark Okafor', account: 'mark@northwind.example' },
  { name: 'José García', account: 'j.garcia@northwind.example' },
  { name: 'Straßburger, Jörn', account: 'jst@northwind.example' },
  { name: 'Li Wu', account: 'lw@northwind.example' },
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
  ['Jose Garcia cannot log in', 'garcia'],
  ['JOSÉ GARCÍA', 'garc'],
  ['Jose\u0301 Garci\u0301a', 'garc'],
  ['Gar\u200bcía', 'cía'],
  ['Ｇａｒｃíａ', 'ｇａｒｃ'],
  ['G\u0430rcía', 'rcía'],
  ['Garcías PC', 'garc'],
  ['user jgarcia or garciaj', 'garcia'],
  ['Strassburger is locked, so is Joern', 'strass'],
  ['Joern', 'joern'],
  ['Li Wu is locked', 'li wu'],
  ['Wu_Li', 'wu'],
  ['Ｎｏｒｔｈｗｉｎｄ', 'ｎｏｒｔｈ'],
  ['write to ada.marsh [at] northwind [dot] example', 'marsh'],
  ['somebody＠fabrikam．com', 'fabrikam'],
  ['somebody@fabrikam', 'fabrikam'],
  ['nwtraders.com is down', 'nwtraders'],
  ['FABRIKAM\\jdoe is locked', 'jdoe'],
  ['C:\\Users\\jdoe\\x', 'jdoe'],
  ['\\\\srv01\\hr', 'srv01'],
  ['file://srv01/hr', 'srv01'],
  ['ping 10.20.30.40', '10.20'],
  ['AA:BB:CC:DD:EE:FF', 'bb:cc'],
  ['call 555-123-4567', '4567'],
  ['(555) 123-4567', '4567'],
  ['Tel. 030 / 1234567', '1234567'],
  ['ring 2125551234', '2125551234'],
  ['Thanks\nHans Hansen', 'hansen'],
  ['Viele Grüße, Tjorven', 'tjorven'],
  ['Obrigada, Iracema', 'iracema'],
  ['Dear Ottoline,', 'ottoline'],
  ["Hi, it's Tjorven Hansen", 'hansen'],
  ['Hallo, hier ist Tjorven Hansen', 'hansen'],
  ['this is peter hansen', 'hansen'],
  ['Bitte Herrn Dr. Hansen zurückrufen', 'hansen'],
  ['my colleague Maria Lopez has no mailbox', 'lopez'],
  ['Pedros Laptop startet nicht', 'pedro'],
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

test.each([
  'Outlook shows error 0x800CCC0E since Monday',
  'Adobe Acrobat and Windows 10.0.19045.3930 crash since 2026-11-29',
  'Microsoft Teams Fehler im Drucker Menü',
])('what is wrong stays readable in "%s"', (text) => {
  expect(mask(text)).toBe(text);
});

test('hundreds of people and a text that was made to be slow cost no time', () => {
  const many = Array.from({ length: 500 }, (_, one) => ({ name: `Ada Marsh${one}`, account: `ada.m${one}@x.example` }));
  const began = performance.now();

  for (const text of ['Ada ', 'a.', 'Aa ', '1 ', '\u3300', 'Mr. Dr. ', 'a\\', 'password: ', 'a@a.', 'this is a '])
    masked(text.repeat(20_000 / text.length), { customer, people: many, entities: [] });

  expect(performance.now() - began).toBeLessThan(3_000);
});
