import { expect, test } from 'vitest';
import { createPhrasebook } from '../../../../src/classify/reading/phrases.ts';
import { wordsOf } from '../../../../src/classify/reading/words.ts';

function cuesIn(text: string, ...phrases: string[]): string[] {
  return createPhrasebook(phrases.map((phrase) => [phrase, null] as const))(wordsOf(text)).map(({ cue }) => cue);
}

test('a phrase is found whatever its capitals, accents and apostrophes', () => {
  expect(cuesIn("RÉINITIALISER: I CAN'T", 'réinitialiser', "can't")).toEqual(['reinitialiser', 'cant']);
});

test('a gap holds up to three words', () => {
  expect(cuesIn('reset my old blue password', 'reset .. password')).toEqual(['reset … password']);
  expect(cuesIn('reset my old and blue password', 'reset .. password')).toEqual([]);
});

test('a gap does not reach into the next sentence', () => {
  expect(cuesIn('Please reset it. Password follows', 'reset .. password')).toEqual([]);
  expect(cuesIn('reset\n\npassword', 'reset .. password')).toEqual([]);
  expect(cuesIn('reset the\npassword', 'reset .. password')).toEqual(['reset … password']);
});

test('one of several words is enough, and a beginning stands for all that begin so', () => {
  expect(cuesIn('my printers are gone', 'printer*')).toEqual(['printer']);
  expect(cuesIn('a lost phone', 'lost|stolen phone')).toEqual(['lost phone']);
  expect(cuesIn('a sprinter', 'printer*')).toEqual([]);
});

test('two spellings of one word are one word', () => {
  expect(wordsOf('I can not log in to my e-mail by Wi-Fi, my pass word')).toEqual(
    'i cannot login to my email by wifi my password'.split(' '),
  );
});

test('a phrase that could never be found is refused when the table is read', () => {
  expect(() => createPhrasebook([['.. password', null]])).toThrow('must begin with a word');
  expect(() => createPhrasebook([['re-boot', null]])).toThrow('must be one word');
  expect(() => createPhrasebook([['pc*', null]])).toThrow('too short or too long');
});
