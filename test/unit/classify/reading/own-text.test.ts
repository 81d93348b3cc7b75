import { expect, test } from 'vitest';
import { ownTextOf } from '../../../../src/classify/reading/own-text.ts';

test.each([
  ['Printer', 'It jams.', 'Printer\nIt jams.'],
  ['It jams', 'It jams since Monday.', 'It jams since Monday.'],
  ['It jams…', 'It jams since Monday.', 'It jams since Monday.'],
  ['Printer', 'It jams.\n> Did you try the other one?', 'Printer\nIt jams.'],
])('of "%s" and %j the writer says %j', (subject, body, own) => {
  expect(ownTextOf({ subject, body })).toBe(own);
});
