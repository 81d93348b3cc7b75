import { z } from 'zod';
import type { Identity } from '../../domain/person.ts';
import type { Place } from '../../domain/place.ts';

const Account = z.object({
  id: z.string().min(1),
  name: z.string().nullish(),
  aadObjectId: z.string().nullish(),
  tenantId: z.string().nullish(),
});

const Mention = z.object({
  type: z.literal('mention'),
  text: z.string().nullish(),
  mentioned: z.object({ id: z.string() }),
});

/** What Teams calls an activity: a message, a press, an installation. Only the parts we use. */
export const Activity = z.object({
  type: z.string().min(1),
  id: z.string().nullish(),
  timestamp: z.string().nullish(),
  serviceUrl: z.string(),
  from: Account,
  recipient: Account.pick({ id: true, name: true }),
  conversation: z.object({
    id: z.string().min(1),
    conversationType: z.enum(['personal', 'groupChat', 'channel']).nullish().catch(null),
    tenantId: z.string().nullish(),
  }),
  channelData: z.object({ tenant: z.object({ id: z.string() }).nullish() }).nullish(),
  replyToId: z.string().nullish(),
  name: z.string().nullish(),
  action: z.string().nullish(),
  text: z.string().nullish(),
  entities: z.array(z.unknown()).nullish(),
  value: z.unknown().optional(),
});
export type Activity = Readonly<z.infer<typeof Activity>>;

export const Service = z.object({
  serviceUrl: z.url(),
  bot: z.object({ id: z.string().min(1), name: z.string() }),
});
export type Service = Readonly<z.infer<typeof Service>>;

/** How to reach a conversation without being spoken to first. Survives JSON, so that it can stand in a `Place`. */
export const Reference = Service.extend({
  conversation: z.object({
    id: z.string().min(1),
    tenantId: z.string().min(1),
    conversationType: z.enum(['personal', 'groupChat', 'channel']),
  }),
});
export type Reference = Readonly<z.infer<typeof Reference>>;

/** Where Teams puts the root message of a channel's thread: behind the channel, in the conversation's id. */
const threadMark = ';messageid=';

function channelOf({ conversation }: Pick<Activity, 'conversation'>): string {
  return conversation.id.split(threadMark)[0] ?? conversation.id;
}

/** Channels have threads; group chats and personal chats have none. */
function threadOf({ conversation }: Pick<Activity, 'conversation'>): string | undefined {
  return conversation.id.split(threadMark)[1] || undefined;
}

export function inThread(channel: string, thread: string | undefined): string {
  return thread ? `${channel}${threadMark}${thread}` : channel;
}

/** The tenant the conversation belongs to. Strict authentication has seen that all that name one name an allowed one. */
export function tenantOf({ channelData, conversation }: Activity): string {
  return (channelData?.tenant?.id ?? conversation.tenantId ?? '').toLowerCase();
}

/** The service and the bot's own name there, which is all one needs to speak to a tenant. */
export function serviceOf({ serviceUrl, recipient: { id, name } }: Activity): Service {
  return { serviceUrl, bot: { id, name: name ?? '' } };
}

export function referenceTo(activity: Activity): Reference {
  return {
    ...serviceOf(activity),
    conversation: {
      id: channelOf(activity),
      tenantId: tenantOf(activity),
      conversationType: activity.conversation.conversationType ?? 'channel',
    },
  };
}

export function placeOf(activity: Activity): Place {
  const thread = threadOf(activity);
  return {
    platform: 'teams',
    workspace: tenantOf(activity),
    channel: channelOf(activity),
    ...(thread && { thread }),
    reference: referenceTo(activity),
  };
}

/** Who did it, as Entra knows them. Nobody without an object id is anybody; a guest of a shared channel keeps the own tenant. */
export function senderOf(activity: Activity): Identity | undefined {
  const { aadObjectId, tenantId } = activity.from;
  if (!aadObjectId) return undefined;
  return {
    platform: 'teams',
    workspace: tenantId?.toLowerCase() || tenantOf(activity),
    user: aadObjectId.toLowerCase(),
  };
}

/** The mentions whose shape we understand. */
export function mentionsIn({ entities }: Activity): readonly z.infer<typeof Mention>[] {
  return (entities ?? []).flatMap((entity) => Mention.safeParse(entity).data ?? []);
}
