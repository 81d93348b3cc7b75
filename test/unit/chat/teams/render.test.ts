import { expect, test } from 'vitest';
import type { Card, InputText } from '../../../../src/cards/card.ts';
import { render } from '../../../../src/chat/teams/render.ts';
import { approval, quoting } from '../../../contracts/platforms/cards.ts';
import { faultsOf, refusalOf } from '../../../fakes/teams/limits.ts';

const cardIn = (message: ReturnType<typeof render>) => message.attachments?.[0]?.content;

test('a card goes as it is; the text is for notifications', () => {
  const { text, card } = approval();
  const message = render({ text, card });

  expect(message.text).toBeUndefined();
  expect(message.summary).toBe(text);
  expect(cardIn(message)?.body).toEqual(card.body);
  expect(faultsOf(cardIn(message) ?? {})).toEqual([]);
});

test('a text is never read as markup', () => {
  expect(render({ text: '**bold** <at>Kim</at>' })).toEqual({
    type: 'message',
    text: '**bold** <at>Kim</at>',
    textFormat: 'plain',
  });
});

test('a pair of halves is never cut apart', () => {
  const { text } = render({ text: `x${'😀'.repeat(5_000)}` });

  expect(text?.isWellFormed()).toBe(true);
  expect(text?.endsWith('😀…')).toBe(true);
});

const long = {
  'one long text': quoting('記'.repeat(10_000)).body,
  'many rows': Array.from({ length: 300 }, (_, row) => quoting(`${row} ${'記'.repeat(300)}`).body).flat(),
  'many rows in one container': [
    {
      type: 'Container',
      items: Array.from({ length: 300 }, () => ({ type: 'TextBlock', text: 'x'.repeat(300), wrap: true })),
    },
  ],
  'our own words': [{ type: 'TextBlock', text: 'x'.repeat(60_000), wrap: true }],
} satisfies Record<string, Card['body']>;

test.each(Object.entries(long))('%s is cut to what Teams takes; inputs and buttons stay', (_, body) => {
  const input: InputText = { type: 'Input.Text', id: 'reason', label: 'Reason', maxLength: 500 };
  const message = render({ text: 'x'.repeat(50_000), card: { ...approval().card, body: [...body, input] } });

  expect(refusalOf(message, Buffer.byteLength(JSON.stringify(message)))).toBeUndefined();
  expect(cardIn(message)?.actions).toHaveLength(2);
  expect(cardIn(message)?.body).toContainEqual(input);
});
