import type { Message } from '../../../src/cards/card.ts';
import { ChatError, type ChatPlatform } from '../../../src/chat/platform.ts';
import type { Audience } from '../../../src/desk/audience.ts';
import type { Roster } from '../../../src/domain/roster.ts';
import { noLog } from '../../../src/lib/log.ts';

/** A chat that is nothing but what stands in it: by channel, or by person for what was said to one alone. */
export interface Chat {
  readonly platform: ChatPlatform;
  /** What can be read there now, oldest first. */
  read(where: string): string[];
  /** How often something was refused. */
  readonly refused: () => number;
  /** Refuses the next messages; a passing refusal may be tried again. */
  refuse(times: number, passing: boolean): void;
}

export function createChat(name: string): Chat {
  const messages: { where: string; text: string }[] = [];
  let refusals = { times: 0, passing: false };
  let refused = 0;

  const mayRefuse = async () => {
    if (refusals.times > 0) {
      refusals = { ...refusals, times: refusals.times - 1 };
      refused += 1;
      throw new ChatError(`${name} refused it`, { passing: refusals.passing });
    }
  };
  const write = async (where: string, { text }: Message) => {
    await mayRefuse();
    return messages.push({ where, text }) - 1;
  };
  return {
    platform: {
      name,
      isInteractive: true,
      post: async (place, message) => ({ place, message: String(await write(place.channel, message)) }),
      direct: async ({ workspace, user }, message) => ({
        place: { platform: name, workspace, channel: user },
        message: String(await write(user, message)),
      }),
      async update({ place, message: id }, message) {
        await mayRefuse();
        messages[Number(id)] = { where: place.channel, text: message.text };
      },
      belonging: async () => 'member',
      async whisper(_, { user }, message) {
        await write(user, message);
      },
    },
    read: (where) => messages.filter((message) => message.where === where).map(({ text }) => text),
    refused: () => refused,
    refuse(times, passing) {
      refusals = { times, passing };
    },
  };
}

/** What telling somebody takes: these chats and these people. */
export function audienceOn(chats: readonly Chat[], roster: Roster = { customers: [], people: [] }): Audience {
  return {
    platforms: new Map(chats.map(({ platform }) => [platform.name, platform])),
    roster: async () => roster,
    log: noLog,
  };
}
