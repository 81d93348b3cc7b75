import { z } from 'zod';
import type { Message } from '../../cards/card.ts';
import type { Identity } from '../../domain/person.ts';
import type { MessageRef, Place } from '../../domain/place.ts';
import type { ChatPlatform } from '../platform.ts';
import { belongingOf } from './belonging.ts';
import { type Client, refusalWord } from './client.ts';
import { render } from './render.ts';

const Reference = z.object({ asker: z.string().min(1) });

/** What Slack says of a room the bot, or the person, isn't in. */
const notThere = ['not_in_channel', 'channel_not_found', 'user_not_in_channel', 'is_archived'];
const quietly = { link_names: false, parse: 'none' } as const;
const withoutPreview = { unfurl_links: false, unfurl_media: false } as const;

/** Slack, to talk in. */
export function createPlatform({ call }: Pick<Client, 'call'>): ChatPlatform {
  const say = async (to: Place, message: Message): Promise<MessageRef> => {
    const { platform, workspace, channel, thread } = to;
    const inThread = thread ? { thread_ts: thread } : {};
    const { ts } = await call((web) =>
      web.chat.postMessage({ channel, ...inThread, ...render(message), ...quietly, ...withoutPreview }),
    );
    return { place: { platform, workspace, channel, ...(thread ? { thread } : {}) }, message: z.string().parse(ts) };
  };

  const directPlace = async ({ platform, workspace, user }: Identity): Promise<Place> => {
    const { channel } = await call((web) => web.conversations.open({ users: user }));
    return { platform, workspace, channel: z.string().parse(channel?.id) };
  };

  const direct = async (person: Identity, message: Message) => say(await directPlace(person), message);

  return {
    name: 'slack',
    isInteractive: true,

    async post(to, message) {
      try {
        return await say(to, message);
      } catch (error) {
        const { data: asked } = Reference.safeParse(to.reference);
        if (!asked || !isNotThere(error)) throw error;
        return direct({ platform: to.platform, workspace: to.workspace, user: asked.asker }, message);
      }
    },

    async update({ place, message: ts }, message) {
      await call((web) => web.chat.update({ channel: place.channel, ts, ...render(message), ...quietly }));
    },

    async whisper(to, person, message) {
      if (isDirect(to)) {
        const own = await directPlace(person);
        await say(own.channel === to.channel ? to : own, message);
        return;
      }
      try {
        const inThread = to.thread ? { thread_ts: to.thread } : {};
        const address = { channel: to.channel, user: person.user, ...inThread };
        await call((web) => web.chat.postEphemeral({ ...address, ...render(message), ...quietly }));
      } catch (error) {
        if (!isNotThere(error)) throw error;
        await direct(person, message);
      }
    },

    direct,
    belonging: (person, place) => belongingOf(person, place, { call }),
  };
}

/** A conversation of two, in which nobody else is there to overhear and a whisper would be gone after a restart of Slack. */
function isDirect({ channel }: Place): boolean {
  return channel.startsWith('D');
}

function isNotThere(error: unknown): boolean {
  return notThere.includes(refusalWord(error) ?? '');
}
