import { describe, expect, test } from 'vitest';
import { cells, paint, span, wrap } from '../../../../src/chat/terminal/spans.ts';

describe('a span', () => {
  test.each([
    ['a colour', '\u001B[31mred', '[31mred'],
    ['a cleared screen', 'a\u001B[2Jb', 'a[2Jb'],
    ['a title or a clipboard', '\u001B]52;c;aGk=\u0007x', ']52;c;aGk=x'],
    ['the one-byte forms of the same', '\u009B2J\u009D0;x\u009C', '2J0;x'],
    ['steps back over what was shown', 'safe\b\b\b\bevil\r', 'safeevil\n'],
    ['a changed reading direction', 'gpj.\u202Eexe', 'gpj.exe'],
  ])('has nothing in it that a terminal obeys: %s', (_, given, kept) => {
    expect(paint([span(given)], false)).toBe(kept);
  });

  test('is painted only where colour is wanted', () => {
    expect(paint([span('Approved', 'bold', 'green')], false)).toBe('Approved');
    expect(paint([span('Approved', 'green')], true)).toBe('\u001B[32mApproved\u001B[39m');
  });
});

describe('wrapping', () => {
  test('breaks between words, whatever style they have', () => {
    expect(lines(wrap([span('one two '), span('three', 'bold'), span(' four')], 9))).toEqual([
      'one two',
      'three',
      'four',
    ]);
  });

  test('breaks inside a word that is longer than a line', () => {
    expect(lines(wrap([span('x'.repeat(25))], 10))).toEqual(['x'.repeat(10), 'x'.repeat(10), 'x'.repeat(5)]);
  });

  test('counts wide characters as two cells and marks as none', () => {
    expect(cells('山田')).toBe(4);
    expect(cells('👾')).toBe(2);
    expect(cells('e\u0301')).toBe(1);
    expect(lines(wrap([span('山田太郎山田太郎')], 8))).toEqual(['山田太郎', '山田太郎']);
  });

  test('never makes a line longer than it may be', () => {
    const words = '山 田太郎 abc 👾👾👾 lorem-ipsum-dolor-sit-amet e\u0301e\u0301 '.repeat(20);
    for (const line of lines(wrap([span(words)], 12))) expect(cells(line)).toBeLessThanOrEqual(12);
  });

  test('keeps the lines somebody wrote', () => {
    expect(lines(wrap([span('a\nb\n\nc')], 10))).toEqual(['a', 'b', '', 'c']);
  });
});

function lines(wrapped: ReturnType<typeof wrap>): string[] {
  return wrapped.map((line) => line.map(({ text }) => text).join(''));
}
