import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Card, CardElement, TextBlock } from '../../../../src/cards/card.ts';
import { render } from '../../../../src/chat/slack/render.ts';
import { refusalOf } from '../../../fakes/slack/limits.ts';

const ours = (text: string, more: object = {}): CardElement => ({ type: 'TextBlock', text, wrap: true, ...more });
const theirs = (...texts: string[]): CardElement => ({
  type: 'RichTextBlock',
  inlines: texts.map((text) => ({ type: 'TextRun', text })),
});
const row = (label: string, value: string): CardElement => ({
  type: 'ColumnSet',
  columns: [
    { type: 'Column', width: '110px', items: [{ type: 'TextBlock', text: label, wrap: true }] },
    {
      type: 'Column',
      width: 'stretch',
      items: [{ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: value }] }],
    },
  ],
});
const button = (title: string, style?: 'positive' | 'destructive') => ({
  type: 'Action.Execute' as const,
  title,
  verb: title.toLowerCase(),
  data: { approval: 'a-1' },
  ...(style ? { style } : {}),
});

describe('the look', () => {
  test('a headline is a header, a footnote is small, rows stand close below each other', () => {
    const { blocks } = show([
      ours('Approval needed', { size: 'Medium', weight: 'Bolder' }),
      row('Customer', 'Contoso'),
      row('For', 'ada@contoso.com'),
      ours('Ticket t-1', { isSubtle: true }),
    ]);

    expect(blocks).toEqual([
      { type: 'header', text: { type: 'plain_text', text: 'Approval needed', emoji: false } },
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_section',
            elements: [
              { type: 'text', text: 'Customer: ', style: { bold: true } },
              { type: 'text', text: 'Contoso' },
              { type: 'text', text: '\n' },
              { type: 'text', text: 'For: ', style: { bold: true } },
              { type: 'text', text: 'ada@contoso.com' },
            ],
          },
        ],
      },
      { type: 'context', elements: [{ type: 'plain_text', text: 'Ticket t-1', emoji: false }] },
    ]);
  });

  test('what stands apart on the card stands apart here, by an empty line', () => {
    const line: TextBlock = { type: 'TextBlock', text: 'By Sam', wrap: true, spacing: 'Small' };
    const held = (spacing: 'Small' | 'Medium'): CardElement => ({ type: 'Container', spacing, items: [line] });
    const shown = (spacing: 'Small' | 'Medium') => wordsIn(show([row('Customer', 'Contoso'), held(spacing)]).blocks);

    expect(shown('Medium')).toBe('Customer: Contoso\n\nBy Sam');
    expect(shown('Small')).toBe('Customer: Contoso\nBy Sam');
  });

  test('an address can be opened in our words and not in theirs', () => {
    const address = 'Open https://desk.example/h/1.';

    expect(JSON.stringify(show([ours(address)]).blocks)).toContain('{"type":"link","url":"https://desk.example/h/1"}');
    expect(JSON.stringify(show([theirs(address)]).blocks)).not.toContain('"link"');
  });

  test('a page that the card names can be opened, wherever it stands', () => {
    const url = 'https://desk.example/tickets/101';
    const { blocks } = show([
      {
        type: 'RichTextBlock',
        inlines: [{ type: 'TextRun', text: url, selectAction: { type: 'Action.OpenUrl', url } }],
      },
    ]);

    expect(JSON.stringify(blocks)).toContain(`{"type":"link","url":"${url}"}`);
  });

  test('a line break in a value can not draw a row of its own', () => {
    const { blocks } = show([row('Reason', 'please\nApproved by: the chief')]);

    expect(JSON.stringify(blocks)).toContain('please ⏎ Approved by: the chief');
  });

  test('lines that are not ours are set off by a bar', () => {
    expect(JSON.stringify(show([theirs('one\ntwo')]).blocks)).toContain('rich_text_quote');
  });

  test('approving and denying are confirmed, answering is not', () => {
    const decision = show([ours('Approve?')], [button('Approve', 'positive'), button('Deny', 'destructive')]);
    const question = show([ours('Which one?')], [button('Answer', 'positive')]);

    expect(JSON.stringify(decision.blocks).match(/"confirm":\{"title"/g)).toHaveLength(2);
    expect(JSON.stringify(question.blocks)).not.toContain('"confirm"');
  });
});

describe('what is too much', () => {
  test('a button that could not carry its data is never shown without it', () => {
    const heavy = { ...button('Approve'), data: { approval: 'x'.repeat(2_100) } };

    expect(() => show([ours('Approve?')], [heavy])).toThrow('approve');
  });

  test('what is left out is said, and what can be pressed or typed stays', () => {
    const rows = Array.from({ length: 80 }, (_, at) => theirs(`${at} ${'x'.repeat(1_000)}`));
    const reason: CardElement = { type: 'Input.Text', id: 'reason', label: 'Reason', maxLength: 200 };

    const { blocks } = show([...rows, reason], [button('Approve', 'positive'), button('Deny', 'destructive')]);

    expect(blocks.slice(-3).map(({ type }) => type)).toEqual(['context', 'input', 'actions']);
    expect(JSON.stringify(blocks)).toContain('There is more than Slack can show here.');
  });

  test('nothing Slack would refuse can be made of any words', () => {
    const words = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      fc.constantFrom(
        '',
        '\n',
        '\u0000',
        '\ud800',
        'x'.repeat(20_000),
        '<!channel>',
        'https://a.b',
        '👨‍👩‍👧'.repeat(900),
      ),
    );
    const look = fc.record(
      {
        size: fc.constantFrom('Small', 'Medium'),
        weight: fc.constant('Bolder'),
        isSubtle: fc.boolean(),
        separator: fc.boolean(),
      },
      { requiredKeys: [] },
    );
    const element = fc.oneof(
      fc.tuple(words, look).map(([text, more]) => ours(text, more)),
      fc.array(words, { minLength: 1, maxLength: 4 }).map((texts) => theirs(...texts)),
      fc.tuple(words, words).map(([label, value]) => row(label, value)),
    );
    fc.assert(
      fc.property(fc.array(element, { minLength: 1, maxLength: 60 }), words, (body, text) => {
        const { blocks, text: fallback } = show(body, [button('Approve', 'positive')], text);
        const refusal = refusalOf(new URLSearchParams({ text: fallback, blocks: JSON.stringify(blocks) }));
        expect(refusal).toBeUndefined();
        expect(blocks.at(-1)?.type).toBe('actions');
        expect(JSON.stringify(blocks)).not.toMatch(/mrkdwn|"type":"(?:user|broadcast|usergroup|channel)"/);
      }),
      { numRuns: 150 },
    );
  });
});

function show(body: CardElement[], actions: Card['actions'] = [], text = 'Approval needed') {
  return render({ text, card: { type: 'AdaptiveCard', version: '1.5', body, actions } });
}

/** What can be read in the blocks of rich text, line by line. */
function wordsIn(blocks: readonly object[]): string {
  return (
    JSON.stringify(blocks)
      .match(/(?<="text":")[^"]*/g)
      ?.join('')
      .replaceAll('\\n', '\n') ?? ''
  );
}
