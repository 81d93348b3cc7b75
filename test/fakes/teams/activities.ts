import { randomUUID } from 'node:crypto';
import type { Actor } from '../chat.ts';
import { cast } from './cast.ts';
import type { Conversation } from './service.ts';

export const bot = { id: '28:0b07b07b-0000-4000-8000-000000000b07', name: 'MSP Command Center' };

interface From {
  readonly who: Actor;
  readonly conversation: Conversation;
  /** The root message of the thread, in a channel. */
  readonly thread?: string | undefined;
  readonly serviceUrl: string;
}

/** What is the same in everything that Teams delivers. A guest of a shared channel keeps their own tenant. */
export function activity<More extends { readonly type: string }>(
  { who, conversation, thread, serviceUrl }: From,
  more: More,
) {
  const { name, teamsId, objectId, tenant } = cast[who];
  const id = `${Date.now()}${randomUUID()}`;
  return {
    id,
    timestamp: new Date().toISOString(),
    channelId: 'msteams',
    serviceUrl,
    from: { id: teamsId, name, aadObjectId: objectId, ...(tenant !== conversation.tenant && { tenantId: tenant }) },
    recipient: bot,
    conversation: {
      id: conversation.kind === 'channel' ? `${conversation.id};messageid=${thread ?? id}` : conversation.id,
      conversationType: conversation.kind,
      tenantId: conversation.tenant,
      isGroup: conversation.kind === 'channel',
    },
    channelData: { tenant: { id: conversation.tenant } },
    ...more,
  };
}

/** A message. In a channel it mentions the bot, as it must there to reach it. */
export function message(from: From, typed: string) {
  const tag = `<at>${bot.name}</at>`;
  const mention = { type: 'mention', text: tag, mentioned: bot };
  const device = { type: 'clientInfo', locale: 'en-US', platform: 'Web' };
  const isChannel = from.conversation.kind === 'channel';
  return activity(from, {
    type: 'message',
    textFormat: 'plain',
    text: isChannel ? `${tag}&nbsp;${escaped(typed)}\n` : escaped(typed),
    entities: isChannel ? [mention, device] : [device],
  });
}

/** A press. Teams mixes what was typed into what the button carries. */
export function press(from: From, on: string, button: { readonly verb: string; readonly data: object }, typed: object) {
  return activity(from, {
    type: 'invoke',
    name: 'adaptiveCard/action',
    replyToId: on,
    value: {
      action: { type: 'Action.Execute', verb: button.verb, data: { ...button.data, ...typed } },
      trigger: 'manual',
    },
  });
}

function escaped(typed: string): string {
  return typed.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
