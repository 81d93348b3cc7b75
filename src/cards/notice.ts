import type { Message } from './card.ts';
import { cardFrom } from './expand.ts';
import { plain, plainLines } from './plain.ts';

const card = cardFrom('notice');

/** A short notice. `text` is ours and shown as formatted text; what others said belongs into `quotes`. */
export function noticeMessage(text: string, quotes: readonly string[] = []): Message {
  return {
    text: [plain(text, 600), ...quotes.map((quote) => `"${plain(quote, 300)}"`)].join(' '),
    card: card({ text, quotes: quotes.slice(0, 5).map((quote) => plainLines(quote, 600)) }),
  };
}
