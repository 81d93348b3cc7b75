import type { Card, Message } from '../cards/card.ts';
import type { ChatEvent, Pressed } from './event.ts';

/** What the person who pressed a button is told. `card` is what the pressed card looks like now. */
export interface PressAnswer {
  readonly tone: 'done' | 'refused';
  readonly text: string;
  readonly card?: Card;
  /** The same with more to press, as a message that only they see; the desk sends it where a platform can't show it in its answer. */
  readonly aside?: Message;
}

/** The desk, as a platform sees it. Both verbs throw only when nothing was written down, so that the platform delivers again. */
export interface Ears {
  /** Writes the event down and returns; what follows happens afterwards. A repeat is dropped. */
  accept(event: ChatEvent): Promise<void>;
  /** Writes the press down, carries it out and says what to answer; for platforms that want the answer in the same call. */
  answer(event: Pressed): Promise<PressAnswer>;
}
