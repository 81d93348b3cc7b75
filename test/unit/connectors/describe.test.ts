import { expect, test } from 'vitest';
import { connectors } from '../../../src/connectors/all.ts';
import { describeOperations } from '../../../src/connectors/describe.ts';

const page = describeOperations(connectors);

test('every operation has an entry, and every link on the page leads to one', () => {
  const anchors = [...page.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading.toLowerCase().replace(/\W/g, ''));
  const links = [...page.matchAll(/\]\(#(\w+)\)/g)].map(([, anchor]) => anchor);

  expect(links).toHaveLength(connectors.flatMap(({ operations }) => Object.keys(operations)).length);
  expect(anchors).toEqual(expect.arrayContaining(links));
});

test('an entry says risk, approval, what may be left out and what is sealed', () => {
  const entry = page.split('\n### ').find((part) => part.startsWith('graph.resetPassword'));

  expect(entry).toContain('Risk: sensitive. Approval: needed. Repeatable: same input.');
  expect(entry).toContain('| `revokeSessions` | yes or no | no, otherwise `false` |');
  expect(entry).toContain('| `password` | text, *sealed* |');
  expect(entry).toContain('"account": "ada@contoso.com"');
});

test('a field inside a list or an object is listed by its path', () => {
  expect(page).toContain('| `licenses[].freeSeats` | whole number |');
  expect(page).toContain('| `script.service` |');
});

test('every type has a word, and every table has as many cells in each row', () => {
  expect(page).not.toMatch(/undefined|\| unknown \|/);
  for (const [table] of page.matchAll(/(?:^\|.*\|\n)+/gm)) {
    const widths = table
      .trim()
      .split('\n')
      .map((line) => line.split('|').length);
    expect(new Set(widths).size).toBe(1);
  }
});
