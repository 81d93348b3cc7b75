import { describe, expect, test } from 'vitest';
import { compileLook } from '../../../src/cards/expand.ts';

describe('a look', () => {
  test('is filled with what it is given, and that is not evaluated again', () => {
    const card = compileLook(look({ type: 'TextBlock', text: '${greeting}', wrap: true }))({ greeting: 'Hi ${name}' });

    expect(card.body).toEqual([{ type: 'TextBlock', text: 'Hi ${name}', wrap: true }]);
  });

  test('throws when something is missing instead of showing a hole', () => {
    const expand = compileLook(look({ type: 'TextBlock', text: '${greeting}', wrap: true }));

    expect(() => expand({})).toThrow('"greeting"');
  });

  test('throws when a list is missing', () => {
    const expand = compileLook(look({ type: 'TextBlock', $data: '${lines}', text: '${$data}', wrap: true }));

    expect(() => expand({})).toThrow('"lines"');
    expect(expand({ lines: ['a', 'b'] }).body).toHaveLength(2);
  });

  test.each([
    ['a hole amid words', { type: 'TextBlock', text: 'Hi ${name}', wrap: true }],
    ['an expression', { type: 'TextBlock', text: '${toUpper(name)}', wrap: true }],
    ['a condition', { type: 'TextBlock', $when: '${isNew}', text: 'New', wrap: true }],
  ])('may not have %s, because a mistake there would pass in silence', (_, element) => {
    expect(() => compileLook(look(element))).toThrow(TypeError);
  });

  test('throws when what it makes is outside the subset that every platform shows', () => {
    expect(() => compileLook(look({ type: 'Image', url: 'https://example.com/a.png' }))({})).toThrow('TextBlock');
  });
});

function look(element: object): string {
  return JSON.stringify({ type: 'AdaptiveCard', version: '1.5', body: [element] });
}
