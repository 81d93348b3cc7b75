import { z } from 'zod';
import { legible } from '../../lib/legible.ts';
import type { Said } from '../event.ts';
import { homeOf, Origin } from './home.ts';
import { readable, withoutLeadingMention } from './readable.ts';

const Delivery = Origin.extend({
  event_id: z.string().min(1),
  team_id: z.string().min(1),
  authorizations: z.array(z.object({ team_id: z.string().min(1).nullish(), user_id: z.string() })).optional(),
  event: Origin.shape.event.extend({
    channel: z.string().min(1),
    channel_type: z.string().optional(),
    ts: z.string().regex(/^\d+\.\d+$/),
    thread_ts: z.string().min(1).optional(),
    text: z.string().default(''),
    user: z.string().min(1).optional(),
    bot_id: z.string().optional(),
    subtype: z.string().optional(),
    edited: z.unknown().optional(),
    user_profile: Origin.shape.event.shape.user_profile
      .unwrap()
      .extend({ display_name: z.string().optional(), real_name: z.string().optional() })
      .optional(),
  }),
});
type Delivery = z.infer<typeof Delivery>;

/** Messages a person wrote just now; every other subtype is an edit, a join or something a program did. */
const writtenByPeople = [undefined, 'file_share', 'thread_broadcast'];

/** What somebody said to the bot with a mention; nothing if no person said it. Throws what isn't Slack's. */
export function mention(body: unknown): Said | undefined {
  const delivery = Delivery.parse(body);
  const { ts, thread_ts, text } = delivery.event;
  const bot = delivery.authorizations?.[0]?.user_id;
  return isFromPerson(delivery) ? said(delivery, thread_ts ?? ts, withoutLeadingMention(text, bot)) : undefined;
}

/**
 * What somebody wrote to the bot alone. Answers stand below it, not in a thread: in a conversation of two a thread
 * hides the answer behind "1 reply", and the person's next line would no longer be where the question was asked.
 */
export function directMessage(body: unknown): Said | undefined {
  const delivery = Delivery.parse(body);
  const { channel_type, thread_ts, text } = delivery.event;
  return isFromPerson(delivery) && channel_type === 'im' ? said(delivery, thread_ts, text) : undefined;
}

const Command = z.object({
  trigger_id: z.string().min(1),
  team_id: z.string().min(1),
  channel_id: z.string().min(1),
  user_id: z.string().min(1),
  user_name: z.string().default(''),
  text: z.string().default(''),
});

/**
 * A slash command, as it was typed. Slack offers a workspace's commands to its own members only, so `team_id` is both
 * the place and the home of the person. There is no message to answer to; and as a command can be given in rooms the
 * bot can't enter, the place remembers who asked.
 */
export function command(body: unknown, now: Date): Said {
  const { trigger_id, team_id, channel_id, user_id, user_name, text } = Command.parse(body);
  return {
    kind: 'said',
    id: trigger_id,
    at: now.toISOString(),
    place: { platform: 'slack', workspace: team_id, channel: channel_id, reference: { asker: user_id } },
    from: { platform: 'slack', workspace: team_id, user: user_id, shownName: legible(user_name) },
    text: `/msp ${readable(text)}`.trim(),
  };
}

function isFromPerson({ event, authorizations }: Delivery): boolean {
  if (event.bot_id || event.edited || !event.user || event.user === 'USLACKBOT') return false;
  return event.user !== authorizations?.[0]?.user_id && writtenByPeople.includes(event.subtype);
}

function said(delivery: Delivery, thread: string | undefined, text: string): Said {
  const { event, event_id } = delivery;
  const workspace = delivery.authorizations?.[0]?.team_id ?? delivery.team_id;
  return {
    kind: 'said',
    id: event_id,
    at: new Date(Number(event.ts) * 1_000).toISOString(),
    place: { platform: 'slack', workspace, channel: event.channel, ...(thread ? { thread } : {}) },
    from: {
      platform: 'slack',
      workspace: homeOf(delivery, workspace),
      user: event.user ?? '',
      shownName: legible(event.user_profile?.display_name || event.user_profile?.real_name || ''),
    },
    text: readable(text),
  };
}
