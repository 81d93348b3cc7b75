import type { Message } from './card.ts';
import { cardFrom } from './expand.ts';
import { linked } from './linked.ts';
import { plain, plainLines } from './plain.ts';

const card = cardFrom('notice');

/**
 * A short notice in our words, whose holes may be filled with other people's; what others said as a whole is quoted. Of its
 * addresses, only our own pages can be opened.
 */
export function noticeMessage(text: string, quotes: readonly string[] = [], pages: readonly string[] = []): Message {
  return {
    text: [plain(text, 600), ...quotes.map((quote) => `"${plain(quote, 300)}"`)].join(' '),
    card: card({
      runs: linked(plainLines(text, 1_500), pages),
      quotes: quotes.slice(0, 5).map((quote) => plainLines(quote, 600)),
    }),
  };
}
