import { describe, expect, test } from 'vitest';
import { plain, plainLines } from '../../../src/cards/plain.ts';

describe('plain', () => {
  test.each([
    ['a direction override', 'invoice\u202Egpj.exe', 'invoicegpj.exe'],
    ['isolates and marks of direction', '\u2066a\u2069\u200Eb\u061Cc', 'abc'],
    ['zero-width characters', 'con\u200Btoso\u2060\uFEFF', 'contoso'],
    ['hidden tag characters', 'yes\u{E0041}\u{E0042}', 'yes'],
    ['terminal escapes and bells', '\u001B[31mred\u0007\u009B2J', '[31mred2J'],
    ['NUL', 'a\0b', 'ab'],
    ['half a surrogate pair', 'a\uD800b', 'a\uFFFDb'],
    ['marks piled on a letter', `e${'\u0301'.repeat(50)}`, 'e\u0301\u0301'],
    ['line breaks of every kind', 'a\r\nb\u2028c\u0085d', 'a b c d'],
  ])('takes out %s', (_, given, kept) => {
    expect(plain(given, 100)).toBe(kept);
  });

  test('keeps letters of any language and emoji', () => {
    expect(plain('Jürgen, 山田, محمد 👾', 100)).toBe('Jürgen, 山田, محمد 👾');
  });

  test('says how much it left out', () => {
    expect(plain('x'.repeat(2_500), 20)).toBe(`${'x'.repeat(20)}… (2480 more characters)`);
    expect(plain('👾'.repeat(12), 10)).toBe(`${'👾'.repeat(10)}… (2 more characters)`);
  });

  test('says that there is nothing instead of showing nothing', () => {
    expect(plain('\u200B \n', 20)).toBe('(empty)');
  });
});

describe('plainLines', () => {
  test('keeps lines, but not a wall of empty ones', () => {
    expect(plainLines('a\n\n\n\n\nb\r\nc', 100)).toBe('a\n\nb\nc');
  });

  test('stops after so many lines and says so', () => {
    expect(plainLines('a\nb\nc\nd', 100, 2)).toBe('a\nb\n… (more lines)');
  });
});
