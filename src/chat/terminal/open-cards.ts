import { z } from 'zod';
import { Card, type Message } from '../../cards/card.ts';
import { MessageRef } from '../../domain/place.ts';
import type { ChatMemory } from '../connection.ts';

const OpenCard = z.object({
  ref: MessageRef,
  onlyFor: z.string().optional(),
  message: z.object({ text: z.string(), card: Card }),
});

interface Left {
  readonly ref: MessageRef;
  readonly onlyFor: string | undefined;
  readonly message: Message;
}

const key = 'terminal.open-cards';
const keptAtMost = 20;

/** A console forgets what was on it when the bot ends; the cards that still have buttons are kept, so that they can be drawn again. */
export function createOpenCards(memory: ChatMemory): {
  remember(drawn: Left): Promise<void>;
  recall(): Promise<Left[]>;
} {
  const open = new Map<string, Left>();
  let writing: Promise<unknown> = Promise.resolve();

  return {
    async remember({ ref, onlyFor, message }) {
      const wasOpen = open.delete(ref.message);
      const isOpen = (message.card?.actions ?? []).length > 0;
      if (isOpen) open.set(ref.message, { ref, onlyFor, message });
      if (!isOpen && !wasOpen) return;
      const write = () => memory.put(key, [...open.values()].slice(-keptAtMost));
      writing = writing.then(write, write);
      await writing;
    },
    async recall() {
      const left = z.array(OpenCard).safeParse(await memory.get(key));
      return (left.data ?? []).map(({ ref, onlyFor, message }) => ({ ref, onlyFor, message }));
    },
  };
}
