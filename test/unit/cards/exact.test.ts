import { describe, expect, test } from 'vitest';
import { exactly } from '../../../src/cards/exact.ts';

describe('a value on an approval card', () => {
  test.each([
    ['ada@contoso.com', 'ada@contoso.com'],
    [5, '5'],
    [true, 'true'],
    [null, '(none)'],
    [undefined, '(none)'],
    ['', '(empty)'],
    [[], '[]'],
    [['E3', 'Visio Plan 2', 7], 'E3, Visio Plan 2, 7'],
    [{ id: 'restart-service' }, '{"id":"restart-service"}'],
  ])('%j reads %s', (value, words) => {
    expect(exactly(value)).toBe(words);
  });

  test.each([
    ['(none)', null],
    ['(empty)', ''],
    [['a, b'], ['a', 'b']],
    [['(none)'], [null]],
    ['admin', 'ad\u200bmin'],
    ['admin', 'admin\u202e'],
    ['admin', 'admin '],
    ['admin', ' admin'],
    ['a b', 'a  b'],
    ['a b', 'a\u00a0b'],
    ['a b', 'a\nb'],
    ['a\nb', 'a\tb'],
    ['e\u0301\u0301', 'e\u0301\u0301\u0301'],
    ['admin', 'admin\u{e0041}'],
  ])('%j looks different from %j', (one, other) => {
    expect(exactly(one)).not.toBe(exactly(other));
  });

  test('has nothing on it that can not be seen', () => {
    const hostile = `a\u0000\u200b\u202e\u2066\ufeff\u00ad\r\n\t\u2028\u3000${'\u0301'.repeat(9)}\u{e0041}z`;

    expect(exactly(hostile)).not.toMatch(/\p{Cc}|\p{Cf}|\p{Default_Ignorable_Code_Point}|[^\S ]|\p{M}{3}/u);
    expect(exactly([hostile])).not.toMatch(/\p{Cc}|\p{Cf}|\p{Default_Ignorable_Code_Point}|[^\S ]|\p{M}{3}/u);
  });
});
