import { describe, expect, test } from 'vitest';
import { whichItems } from '../../../src/desk/which-items.ts';
import { inShort } from '../../../src/lib/in-short.ts';

describe('what somebody writes to choose items', () => {
  test.each([
    ['', 'all', undefined],
    ['3', [3], undefined],
    ['1, 3-5', [1, 3, 4, 5], undefined],
    ['5 3 – 4, 3', [3, 4, 5], undefined],
    ['all', 'all', undefined],
    ['contoso', 'all', 'contoso'],
    ['1,2 Contoso', [1, 2], 'Contoso'],
    ['all on holiday', 'all', 'on holiday'],
  ] as const)('"%s" is clear', (written, numbers, words) => {
    expect(whichItems(written, 'Contoso')).toEqual({ state: 'chosen', numbers, ...(words ? { words } : {}) });
  });

  test.each(['the first', 'ada@contoso.com', '5-3', '1-', '12th', 'allan@contoso.com', '-', '1.5', 'Fabrikam'])(
    '"%s" is taken for nothing',
    (written) => {
      expect(whichItems(written, 'Contoso')).toEqual({ state: 'unclear' });
    },
  );

  test('is told back in short', () => {
    expect(inShort([5, 1, 2, 3, 7, 8])).toBe('1-3, 5, 7, 8');
  });
});
