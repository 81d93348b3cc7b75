import { expect, test } from 'vitest';
import { linked } from '../../../src/cards/linked.ts';

const page = 'https://desk.example/tickets/101';

test('a named page can be opened where it stands in the text', () => {
  expect(linked(`See ${page}, please.`, [page])).toEqual([
    { type: 'TextRun', text: 'See ' },
    { type: 'TextRun', text: page, selectAction: { type: 'Action.OpenUrl', url: page } },
    { type: 'TextRun', text: ', please.' },
  ]);
});

test('an address that nobody named stays words', () => {
  const words = 'See https://evil.example/tickets, please.';

  expect(linked(words, [page])).toEqual([{ type: 'TextRun', text: words }]);
});

test('several pages are told apart, and no run is empty', () => {
  const other = 'https://console.example/devices/7';

  expect(linked(`${page} ${other}`, [page, other]).map(({ text }) => text)).toEqual([page, ' ', other]);
});
