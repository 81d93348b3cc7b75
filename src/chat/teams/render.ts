import type { Action, Card, CardElement, Message, TextRun } from '../../cards/card.ts';
import { legible } from '../../lib/legible.ts';

/** What we send of a message; conversation, sender and the rest come from the place it goes to. */
export interface RenderedMessage {
  readonly type: 'message';
  readonly text?: string;
  readonly textFormat?: 'plain';
  /** Shown in notifications, where the card can't be. */
  readonly summary?: string;
  readonly attachments?: { readonly contentType: string; readonly content: RenderedCard }[];
}

export type RenderedCard = Omit<Card, 'actions'> & { actions?: RenderedAction[] };
type RenderedAction = Omit<Action, 'data'> & { data: { [ownDataKey]: Action['data'] } };

/** Teams mixes what was typed on a card into a button's data. Under a key of its own, nothing typed can replace ours. */
export const ownDataKey = 'msp';

const textAtMost = 4_000;
const runAtMost = 2_000;

/** Teams refuses a message of about 28 KB; what isn't the card's body needs some of it. */
const bodyAtMostBytes = 20 * 1024;

export function render({ text, card }: Message): RenderedMessage {
  const words = shorten(legible(text), textAtMost);
  if (!card) return { type: 'message', text: words, textFormat: 'plain' };
  return {
    type: 'message',
    summary: words,
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: renderCard(card) }],
  };
}

/** The card as it is, but with nothing invisible in other people's words, and never too large to be shown. */
export function renderCard({ actions, body, ...card }: Card): RenderedCard {
  return {
    ...card,
    body: shortened(body.map(cleaned)),
    ...(actions && { actions: actions.map((action) => ({ ...action, data: { [ownDataKey]: action.data } })) }),
  };
}

function cleaned<E extends CardElement>(element: E): E {
  switch (element.type) {
    case 'RichTextBlock':
      return { ...element, inlines: element.inlines.map(cleanedRun) };
    case 'ColumnSet':
      return {
        ...element,
        columns: element.columns.map((column) => ({ ...column, items: column.items.map(cleaned) })),
      };
    case 'Container':
      return { ...element, items: element.items.map(cleaned) };
    default:
      return element;
  }
}

function cleanedRun(run: TextRun): TextRun {
  return { ...run, text: shorten(legible(run.text), runAtMost) };
}

/** At most this many characters; an ellipsis says that there were more. */
function shorten(text: string, atMost: number): string {
  if (text.length <= atMost) return text;
  return `${text
    .slice(0, atMost - 1)
    .toWellFormed()
    .replace(/\uFFFD$/, '')}…`;
}

/** Keeps the beginning and everything that can be filled in, and says that something is missing. */
function shortened(body: readonly CardElement[]): CardElement[] {
  let bytes = 0;
  const kept = body.filter((element) => {
    bytes += Buffer.byteLength(JSON.stringify(element));
    return bytes <= bodyAtMostBytes || element.type.startsWith('Input.');
  });
  return kept.length === body.length ? kept : [...kept, leftOut];
}

const leftOut: CardElement = {
  type: 'TextBlock',
  text: 'There is more than Teams can show here.',
  isSubtle: true,
  wrap: true,
};
