import type { Message } from './card.ts';
import { cardFrom } from './expand.ts';
import { plain, plainLines } from './plain.ts';

const card = cardFrom('notice');

/** A short notice in our words, whose holes may be filled with other people's; what others said as a whole is quoted. */
export function noticeMessage(text: string, quotes: readonly string[] = []): Message {
  return {
    text: [plain(text, 600), ...quotes.map((quote) => `"${plain(quote, 300)}"`)].join(' '),
    card: card({ text: plainLines(text, 1_500), quotes: quotes.slice(0, 5).map((quote) => plainLines(quote, 600)) }),
  };
}
