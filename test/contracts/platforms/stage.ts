import type { ChatPlatform } from '../../../src/chat/platform.ts';
import type { Place } from '../../../src/domain/place.ts';
import type { Actor, TestChat } from '../../fakes/chat.ts';
import { createMemory, createWritingEars, type WritingEars } from '../../fakes/ears.ts';
import { listen } from '../../fakes/http.ts';

/** One chat with the product's own connection in it, and a desk that only writes down. */
export interface Stage {
  readonly chat: TestChat;
  readonly ears: WritingEars;
  readonly platform: ChatPlatform;
  stop(): Promise<void>;
}

export async function setStage(chat: TestChat): Promise<Stage> {
  const ears = createWritingEars();
  const connection = chat.connect({ ears, memory: createMemory() });
  const server = await listen(connection);
  chat.deliverTo(server.origin);
  await connection.start();

  return {
    chat,
    ears,
    platform: connection.platform,
    async stop() {
      await connection.stop();
      await server.stop();
      await chat.stop();
    },
  };
}

export function placeOf(said: { readonly place: Place } | undefined): Place {
  if (!said) throw new Error('Nothing was said');
  return said.place;
}

export async function wordsSeenBy(chat: TestChat, who: Actor): Promise<string> {
  return (await chat.seenBy(who)).map(({ text }) => text).join('\n');
}
