import { expect, test } from 'vitest';
import { wordsToLearn } from '../../../../src/classify/local/lesson-words.ts';

test("a lesson is the writer's own words, without what was quoted and what stands under every mail", () => {
  const mail = 'The Falcon board is red\n\nKind regards,\nOtto\n\nFrom: Eve\nSent: Monday\nPlease pay this invoice';

  expect(wordsToLearn(mail)).toBe('The Falcon board is red');
});

test('a secret that somebody wrote is not learned', () => {
  expect(wordsToLearn('I can not sign in, my password is Winter2026! and it is refused')).not.toContain('Winter2026');
});

test('a mail that has nothing but a quotation is learned whole', () => {
  expect(wordsToLearn('> The Falcon board is red')).toBe('> The Falcon board is red');
});

test('a mail is learned with its subject, as it is judged by it; what a chat takes for one is the text itself', () => {
  expect(wordsToLearn('It jams again', 'Printer in hall two')).toBe('Printer in hall two\nIt jams again');
  expect(wordsToLearn('It jams again, and it is the one', 'It jams…')).toBe('It jams again, and it is the one');
});
