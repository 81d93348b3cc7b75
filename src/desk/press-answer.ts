import type { Message } from '../cards/card.ts';
import type { PressAnswer } from '../chat/ears.ts';

/** What the person who pressed is told; `now` is what the pressed message looks like after it. */
export function answerWith(tone: PressAnswer['tone'], text: string, now?: Message): PressAnswer {
  return { tone, text, ...(now?.card ? { card: now.card } : {}) };
}
