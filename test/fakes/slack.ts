import { EventEmitter } from 'node:events';
import { createEmulator } from 'emulate';
import { z } from 'zod';
import { createSlack } from '../../src/chat/slack/connect.ts';
import { type Log, noLog } from '../../src/lib/log.ts';
import { type Actor, main, type Shown, type TestChat } from './chat.ts';
import { type Front, startFront } from './slack/front.ts';
import { bot, clicked, commanded, forgedClick, mentioned, type Sender, wroteDirectly } from './slack/payloads.ts';
import { buttonsOf, RawMessage, textOf } from './slack/reading.ts';
import { asEvent, type Delivery, send, signingSecret } from './slack/requests.ts';

const cast = ['ada', 'sam', 'kim', 'tess', 'otto', 'eve'] as const satisfies Actor[];
const elsewhere = 'T0FABRIKAM';
const botToken = 'xoxb-not-a-token';
const botScopes = ['app_mentions:read', 'chat:write', 'commands', 'im:history', 'im:write', 'users:read'];
const personScopes = [
  'chat:write',
  'channels:read',
  'channels:history',
  'im:history',
  'im:read',
  'im:write',
  'users:read',
];

/** Slack with a help channel, a cast, and the bot installed; more can be seen of it than of other chats. */
export interface SlackChat extends TestChat {
  readonly name: 'slack';
  readonly front: Front;
  /** The workspace the bot is installed in. */
  readonly team: string;
  sender(who: Actor): Sender;
  /** What the bot answered to the last delivery. */
  lastStatus(): number | undefined;
  /** What Slack would deliver if somebody pressed this button now; a new press each time. */
  clickOf(who: Actor, button: string, on: Shown): Delivery;
  /** Delivers something that was made by hand. */
  delivers(delivery: Delivery): Promise<void>;
  connect(
    parts: Pick<Parameters<TestChat['connect']>[0], 'ears'> & { readonly log?: Log },
  ): ReturnType<TestChat['connect']>;
}

export async function startSlack(): Promise<SlackChat> {
  const changes = new EventEmitter();
  const emulator = await createEmulator({ service: 'slack', port: 0, seed: { slack: seed() } });
  const front = await startFront(emulator.url, changes);
  const call = caller(emulator.url);

  const { members } = await call('ada', 'users.list', {}, z.object({ members: z.array(Member) }));
  const { channels } = await call('ada', 'conversations.list', {}, z.object({ channels: z.array(Channel) }));
  const { team_id: team } = await call('ada', 'auth.test', {}, z.object({ team_id: z.string() }));
  const help = channels.find(({ name }) => name === 'help')?.id ?? '';
  const userId = (who: Actor) => members.find(({ name }) => name === who)?.id ?? '';

  front.describe(userId('eve'), { team_id: elsewhere, is_stranger: true });

  const raws = new Map<string, { readonly raw: RawMessage; readonly channel: string; readonly isEphemeral: boolean }>();
  let origin = '';
  let last: Delivery | undefined;
  let status: number | undefined;

  const sender = (who: Actor): Sender => ({ user: userId(who), name: who, team: who === 'eve' ? elsewhere : team });

  const deliver = async (delivery: Delivery) => {
    last = delivery;
    status = (await send(origin, delivery)).status;
    const isEvent = delivery.contentType === asEvent({}).contentType;
    // Slack repeats events at once, then after minutes; commands and clicks it doesn't repeat.
    if (isEvent && status !== 200) status = (await send(origin, delivery, again('http_error'))).status;
  };

  const write = async (who: Actor, channel: string, text: string) => {
    const { ts } = await call(who, 'chat.postMessage', { channel, text }, z.object({ ts: z.string() }));
    changes.emit('changed');
    return { sender: sender(who), team, channel, ts, text };
  };

  const directChannel = async (who: Actor) => {
    const opened = z.object({ channel: z.object({ id: z.string() }) });
    return (await call(who, 'conversations.open', { users: bot.user }, opened)).channel.id;
  };

  const readAll = async (who: Actor, channel: string): Promise<RawMessage[]> => {
    const page = z.object({ messages: z.array(RawMessage) });
    const { messages } = await call(who, 'conversations.history', { channel, limit: '1000' }, page);
    const threads = messages.filter(({ reply_count = 0 }) => reply_count > 0);
    const replies = await Promise.all(
      threads.map(({ ts }) => call(who, 'conversations.replies', { channel, ts, limit: '1000' }, page)),
    );
    return [...messages, ...replies.flatMap(({ messages: [, ...others] }) => others)];
  };

  const show = (raw: RawMessage, channel: string, where: Shown['where'], to: Actor | undefined): Shown => {
    const id = `${channel} ${raw.ts}`;
    raws.set(id, { raw, channel, isEphemeral: where === 'only-you' });
    return { id, where, to, text: textOf(raw), buttons: buttonsOf(raw), edited: raw.edited !== undefined };
  };

  const clickOf = (who: Actor, title: string, on: Shown, fields: Readonly<Record<string, string>> = {}): Delivery => {
    const seen = raws.get(on.id);
    if (!seen) throw new Error('Nobody has seen this message');
    const { raw, channel, isEphemeral } = seen;
    return clicked({ sender: sender(who), team, channel, on: raw, isEphemeral, title, fields });
  };

  return {
    name: 'slack',
    changes,
    front,
    team,
    sender,
    channel: { platform: 'slack', workspace: team, channel: help },
    identity: (who) => ({ platform: 'slack', workspace: sender(who).team, user: userId(who) }),
    becomes: (who, what) => front.describe(userId(who), records[what]),

    connect: ({ ears, log = noLog }) =>
      createSlack({ settings: { signingSecret, botToken, apiUrl: front.apiUrl }, ears, log }),

    process: () => ({
      program: [main],
      settings: {
        MSP_TERMINAL: 'off',
        SLACK_SIGNING_SECRET: signingSecret,
        SLACK_BOT_TOKEN: botToken,
        SLACK_API_URL: front.apiUrl,
      },
    }),

    deliverTo(where) {
      origin = where;
    },

    async says(who, text) {
      const written = await write(who, help, `<@${bot.user}> ${asSlackKeeps(text)}`);
      await deliver(mentioned({ ...written, isShared: true }));
    },

    async whispersToBot(who, text) {
      const written = await write(who, await directChannel(who), asSlackKeeps(text));
      await deliver(wroteDirectly({ ...written, isShared: who === 'eve' }));
    },

    async commands(who, text) {
      await deliver(commanded(sender(who), help, asSlackKeeps(text.replace(/^\/msp\s+/, ''))));
    },

    presses: async (who, title, on, fields = {}) => deliver(clickOf(who, title, on, fields)),
    clickOf,

    async forges(who, on, { verb, data, fields = {}, home }) {
      const seen = raws.get(on.id);
      if (!seen) throw new Error('Nobody has seen this message');
      const { raw, channel, isEphemeral } = seen;
      const forger = home ? { ...sender(who), team: elsewhere } : sender(who);
      await deliver(forgedClick({ sender: forger, team, channel, on: raw, isEphemeral, verb, data, fields }));
    },

    async deliversAgain() {
      if (!last) throw new Error('Nothing was delivered yet');
      status = (await send(origin, last, again('http_timeout'))).status;
    },

    delivers: deliver,
    lastStatus: () => status,

    async seenBy(who) {
      const own = await directChannel(who);
      const [inChannel, direct] = await Promise.all([readAll(who, help), readAll(who, own)]);
      const whispered = front.whispers.filter(({ user }) => user === userId(who));
      const shown = [
        ...inChannel.map((raw) => ({ ts: raw.ts, shown: show(raw, help, 'channel', undefined) })),
        ...direct.map((raw) => ({ ts: raw.ts, shown: show(raw, own, 'direct', who) })),
        ...whispered.map(({ raw, channel }) => ({
          ts: raw.ts,
          shown: show(RawMessage.parse(raw), channel, 'only-you', who),
        })),
      ];
      return shown.toSorted((a, b) => (a.ts < b.ts ? -1 : 1)).map((one) => one.shown);
    },

    async stop() {
      await front.stop();
      await emulator.close();
    },
  };
}

/** What Slack's record of them says beside what it says of every member. */
const records = { member: {}, guest: { is_restricted: true }, bot: { is_bot: true } };

const Member = z.object({ id: z.string(), name: z.string() });
const Channel = z.object({ id: z.string(), name: z.string() });

function seed(): object {
  const { user: bot_user_id, id: bot_id, app: app_id } = bot;
  return {
    strict_scopes: true,
    team: { name: 'Contoso', domain: 'contoso' },
    users: cast.map((name) => ({ name, real_name: name })),
    channels: [{ name: 'help' }],
    oauth_apps: [
      {
        client_id: 'msp',
        client_secret: 'unused',
        name: 'MSP',
        redirect_uris: [],
        app_id,
        bot_id,
        bot_user_id,
        bot_name: 'msp',
      },
    ],
    tokens: [
      { token: botToken, type: 'bot', user_id: bot_user_id, bot_id, bot_user_id, app_id, scopes: botScopes },
      ...cast.map((user) => ({ token: tokenOf(user), type: 'user', user, scopes: personScopes })),
    ],
  };
}

function tokenOf(who: Actor): string {
  return `not-a-token-of-${who}`;
}

/** Calls Slack as one of the cast. */
function caller(url: string) {
  return async <T>(who: Actor, method: string, body: object, answer: z.ZodType<T>): Promise<T> => {
    const headers = { authorization: `Bearer ${tokenOf(who)}`, 'content-type': 'application/json' };
    const response = await fetch(`${url}/api/${method}`, { method: 'POST', headers, body: JSON.stringify(body) });
    const given: unknown = await response.json();
    const { ok, error } = z.object({ ok: z.boolean(), error: z.string().optional() }).parse(given);
    if (!ok) throw new Error(`${method} of ${who} was refused: ${error}`);
    return answer.parse(given);
  };
}

/** What somebody types, as Slack keeps and delivers it. */
function asSlackKeeps(typed: string): string {
  return typed
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, '<mailto:$&|$&>')
    .replace(/https?:\/\/[^\s&]+/g, '<$&>');
}

function again(reason: string) {
  return { headers: { 'x-slack-retry-num': '1', 'x-slack-retry-reason': reason } };
}
