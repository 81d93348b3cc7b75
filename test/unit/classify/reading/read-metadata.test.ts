import { expect, test } from 'vitest';
import { readMetadata } from '../../../../src/classify/reading/read-metadata.ts';
import { sam } from '../sample.ts';

test('the requester’s domain is the account’s, and unknown without one', () => {
  const { account: _, ...stranger } = sam;

  expect(readMetadata('Help', 'I am sam@elsewhere.example', sam).requesterDomain).toBe('contoso.example');
  expect(readMetadata('Help', 'I am sam@elsewhere.example', stranger)).not.toHaveProperty('requesterDomain');
});

test('urgency is noted in the words of a list, in several languages', () => {
  const { urgencyWords } = readMetadata('URGENT', 'as soon as possible, bitte sofort, I cannot work', sam);

  expect(urgencyWords).toEqual(['urgent', 'as soon as possible', 'sofort', 'cannot work']);
});

test('addresses are noted once, in small letters', () => {
  const { emails } = readMetadata(
    'Paula@Contoso.example',
    '<paula@contoso.example>, mailto:bob.o+x@mail.contoso.example; not@this, nor @that, ＊kim＠contoso.example.',
    sam,
  );

  expect(emails).toEqual(['paula@contoso.example', 'bob.o+x@mail.contoso.example', 'kim@contoso.example']);
});

test('at most twenty addresses are noted', () => {
  const many = Array.from({ length: 50 }, (_, number) => `person${number}@contoso.example`).join(' ');

  expect(readMetadata('List', many, sam).emails).toHaveLength(20);
});

test.each(['CONTOSO-PC-17', 'LAPTOP-4F2K', 'SRV-FILE01', 'DESKTOP-AB12CD', 'LON-NB-0231', 'PC-17'])(
  '%s is a device',
  (name) => {
    expect(readMetadata(name, `My device (${name}) is full, ${name}!`, sam).devices).toEqual([name]);
  },
);

test('a device’s name may be written in small letters', () => {
  expect(readMetadata('Disk full', 'it is contoso-pc-17', sam).devices).toEqual(['CONTOSO-PC-17']);
});

test.each([
  'COVID-19',
  'VPN',
  'UTF-8',
  'INC0010001',
  'MS-DOS',
  'SERVER-2019',
  'E-MAIL',
  'ISO-9001',
  'laptop-bag',
  'tablet-10',
  'pc-related',
  '2026-03-02',
  'PC-SUPPORT',
])('%s is not a device', (word) => {
  expect(readMetadata('Question', `about ${word} please`, sam).devices).toEqual([]);
});
