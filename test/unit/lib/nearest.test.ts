import { expect, test } from 'vitest';
import { nearest } from '../../../src/lib/nearest.ts';

test.each([
  ['graph.getusr', 'graph.getUser'],
  ['fnid', 'find'],
  ['steps', 'steps'],
  ['Find', 'find'],
  ['stepz', 'steps'],
])('%s was probably meant as %s', (word, meant) => {
  expect(nearest(word, ['graph.resetPassword', 'graph.getUser', 'steps', 'find'])).toBe(meant);
});

test('of two words that are as near, theirs probably goes on after the whole of one', () => {
  expect(nearest('modes', ['model', 'mode'])).toBe('mode');
});

test.each(['a', '', 'colour', 'something else'])('%j was meant as none of them', (word) => {
  expect(nearest(word, ['b', 'find', 'steps'])).toBeUndefined();
});
