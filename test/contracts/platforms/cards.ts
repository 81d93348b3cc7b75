import type { Card, Message } from '../../../src/cards/card.ts';

/** An approval as the desk would ask for it. */
export function approval(): Message & { readonly card: Card } {
  return {
    text: 'Approval needed: reset a password for Ada Martin.',
    card: {
      type: 'AdaptiveCard',
      version: '1.5',
      body: [
        { type: 'TextBlock', text: 'Approval needed', size: 'Medium', weight: 'Bolder', wrap: true },
        {
          type: 'ColumnSet',
          columns: [
            {
              type: 'Column',
              width: '110px',
              items: [{ type: 'TextBlock', text: 'Requested by', isSubtle: true, wrap: true }],
            },
            {
              type: 'Column',
              width: 'stretch',
              items: [{ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: 'Ada Martin' }] }],
            },
          ],
        },
        { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: 'the printer is on fire' }] },
        { type: 'Input.Text', id: 'reason', label: 'Reason (optional)', maxLength: 500 },
      ],
      actions: [
        { type: 'Action.Execute', title: 'Approve', verb: 'approve', data: { approval: 'a-1' }, style: 'positive' },
        { type: 'Action.Execute', title: 'Deny', verb: 'deny', data: { approval: 'a-1' }, style: 'destructive' },
      ],
    },
  };
}

/** A card with one line of ours. */
export function saying(words: string): Card {
  return { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text: words, wrap: true }] };
}

/** A card with our words above theirs. */
export function quoting(words: string, ours = 'The ticket says'): Card {
  return {
    type: 'AdaptiveCard',
    version: '1.5',
    body: [
      { type: 'TextBlock', text: ours, weight: 'Bolder', wrap: true },
      { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: words }] },
    ],
  };
}
