import type { Message } from './card.ts';
import { cardFrom } from './expand.ts';
import { linked } from './linked.ts';
import { plain, plainLines } from './plain.ts';

const card = cardFrom('handover');

interface HandOver {
  /** Which hand-over its button shows the code of; without one there is no button. */
  readonly id?: string;
  readonly text: string;
  /** What stands in the text and can be opened from it, with what of it is secret. */
  readonly link?: { readonly url: string; readonly token: string };
}

/** What one person alone is told of a hand-over: the link, the button that shows its code, or both. */
export function handoverMessage({ id, text, link }: HandOver): Message {
  return {
    text: plain(text, 800),
    card: card({
      runs: linked(plainLines(text, 1_500), link?.url.startsWith('https:') ? [link.url] : []),
      shown: id === undefined ? [] : [{ handover: id }],
    }),
    ...(link && { brings: [link.token] }),
  };
}
