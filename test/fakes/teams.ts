import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { createTeams } from '../../src/chat/teams/connect.ts';
import { ownDataKey, type RenderedCard } from '../../src/chat/teams/render.ts';
import type { TeamsSettings } from '../../src/chat/teams/settings.ts';
import { noLog } from '../../src/lib/log.ts';
import type { Actor, Shown, TestChat } from './chat.ts';
import { bot, message, press } from './teams/activities.ts';
import { type FakeAuthority, startAuthority } from './teams/authority.ts';
import { actors, cast, contoso, fabrikam } from './teams/cast.ts';
import { readableText } from './teams/reading.ts';
import { type Conversation, cardOf, type FakeService, type Post, startService } from './teams/service.ts';

/** Teams, with everything behind the scenes within reach. */
export interface TeamsChat extends TestChat {
  readonly authority: FakeAuthority;
  readonly service: FakeService;
  readonly settings: TeamsSettings;
  readonly bearer: string;
  /** What Teams would deliver if somebody pressed this button now; a new press each time. */
  pressOf(who: Actor, button: string, on: Shown): object;
  /** Delivers an activity with a token, as Teams does, and gives back the bot's answer. */
  deliver(activity: object): Promise<Response>;
}

const botOnTeams = fileURLToPath(new URL('./bot-on-teams.ts', import.meta.url));
const bearer = 'the-bots-own-token';
const appId = bot.id.slice('28:'.length);

const helpChannel: Conversation = {
  id: '19:help0000000000000000000000000000@thread.tacv2',
  kind: 'channel',
  tenant: contoso,
  members: actors,
};

const settings: TeamsSettings = {
  appId,
  tenantId: contoso,
  appType: 'SingleTenant',
  allowedTenants: [contoso],
  serviceHosts: [],
  development: true,
};

/** Teams delivers a message a few times more when the bot doesn't take it. */
const deliveriesAtMost = 3;

export async function startTeams(): Promise<TeamsChat> {
  const authority = await startAuthority();
  const service = await startService(helpChannel, bearer);
  const { changes } = service;
  const asides: (Shown & { readonly after: number })[] = [];
  const ownViews = new Map<string, RenderedCard>();
  let origin = '';
  let last: object | undefined;

  changes.on('changed', (rewritten?: string) => {
    for (const key of ownViews.keys()) if (rewritten && key.startsWith(`${rewritten} `)) ownViews.delete(key);
  });

  const deliver = async (activity: object): Promise<Response> => {
    last = activity;
    const token = await authority.token({ audience: appId, serviceUrl: service.url });
    return fetch(`${origin}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8', authorization: `Bearer ${token}` },
      body: JSON.stringify(activity),
    });
  };

  const deliverUntilTaken = async (activity: object): Promise<void> => {
    for (let delivery = 1; delivery <= deliveriesAtMost; delivery++) {
      const { status } = await deliver(activity);
      if (status < 500) return;
    }
  };

  const tell = (who: Actor, text: string) => {
    const id = `only-${who}-${asides.length}`;
    asides.push({ id, where: 'only-you', to: who, text, buttons: [], edited: false, after: service.posts.length });
    changes.emit('changed');
  };

  const shownTo = (who: Actor, { id, conversation, message: said, edited }: Post): Shown => {
    const card = ownViews.get(`${id} ${who}`) ?? cardOf(said);
    return {
      id,
      ...(conversation.kind === 'channel' ? { where: 'channel', to: undefined } : { where: 'direct', to: who }),
      text: readableText(said, card),
      buttons: (card?.actions ?? []).map(({ title }) => title),
      edited,
    };
  };

  const pressOn = (who: Actor, post: Post, button: string, fields: Readonly<Record<string, string>>) => {
    const card = ownViews.get(`${post.id} ${who}`) ?? cardOf(post.message);
    const action = card?.actions?.find(({ title }) => title === button);
    if (!card || !action) throw new Error(`There is no button "${button}" on this message`);
    // Whoever can't see the message presses a forged copy of it in their own chat.
    const conversation = post.conversation.members.includes(who) ? post.conversation : service.personal(who);
    const from = { who, conversation, thread: post.thread ?? post.id, serviceUrl: service.url };
    return press(from, post.id, action, { ...emptyInputs(card), ...fields });
  };

  const pressed = async (who: Actor, post: Post, button: string, fields: Readonly<Record<string, string>>) => {
    const response = await deliver(pressOn(who, post, button, fields));
    const answer = PressAnswer.safeParse(await response.json().catch(() => undefined)).data;

    if (!answer) return tell(who, 'Something went wrong. Please try again.');
    if (answer.type === 'application/vnd.microsoft.activity.message') return tell(who, answer.value);
    ownViews.set(`${post.id} ${who}`, answer.value);
    changes.emit('changed');
  };

  const postOf = (on: Shown): Post => {
    const post = service.posts.find(({ id }) => id === on.id);
    if (!post) throw new Error('There is no such message');
    return post;
  };

  return {
    name: 'teams',
    authority,
    service,
    settings,
    bearer,
    changes,
    channel: {
      platform: 'teams',
      workspace: contoso,
      channel: helpChannel.id,
      reference: {
        serviceUrl: service.url,
        bot,
        conversation: { id: helpChannel.id, tenantId: contoso, conversationType: 'channel' },
      },
    },
    identity: (who) => ({ platform: 'teams', workspace: cast[who].tenant, user: cast[who].objectId }),
    becomes: (who, what) => service.describe(who, { userRole: what === 'member' ? 'user' : what }),
    connect: ({ ears, memory }) =>
      createTeams({
        settings,
        ears,
        memory,
        log: noLog,
        loopback: true,
        authority: { issuer: authority.issuer, bearer: async () => bearer },
      }),
    process: () => ({
      program: [botOnTeams, authority.issuer.name, authority.issuer.metadata.href, bearer],
      settings: {
        MSP_TERMINAL: 'off',
        TEAMS_APP_ID: appId,
        TEAMS_APP_PASSWORD: 'not-a-password',
        TEAMS_TENANT_ID: contoso,
        TEAMS_DEVELOPMENT: 'true',
      },
    }),
    deliverTo(where) {
      origin = where;
    },
    deliver,
    says: (who, text) => deliverUntilTaken(message({ who, conversation: helpChannel, serviceUrl: service.url }, text)),
    whispersToBot: (who, text) =>
      deliverUntilTaken(message({ who, conversation: service.personal(who), serviceUrl: service.url }, text)),
    commands: (who, text) =>
      deliverUntilTaken(message({ who, conversation: helpChannel, serviceUrl: service.url }, `/msp ${text}`)),
    presses: async (who, button, on, fields = {}) => pressed(who, postOf(on), button, fields),
    pressOf: (who, button, on) => pressOn(who, postOf(on), button, {}),
    async forges(who, on, { verb, data, fields = {}, home }) {
      const post = postOf(on);
      const conversation = post.conversation.members.includes(who) ? post.conversation : service.personal(who);
      const from = { who, conversation, thread: post.thread ?? post.id, serviceUrl: service.url };
      const made = press(from, post.id, { verb, data: { [ownDataKey]: data } }, fields);
      await deliver(home ? { ...made, from: { ...made.from, tenantId: fabrikam } } : made);
    },
    async deliversAgain() {
      if (!last) throw new Error('Nothing was delivered yet');
      await deliver(last);
    },
    async seenBy(who) {
      const own = asides.filter(({ to }) => to === who);
      const shown = service.posts.flatMap((post, index) => [
        ...own.filter(({ after }) => after === index),
        ...(post.conversation.members.includes(who) ? [shownTo(who, post)] : []),
      ]);
      return [...shown, ...own.filter(({ after }) => after >= service.posts.length)].map(({ ...seen }) => seen);
    },
    async stop() {
      await Promise.all([authority.stop(), service.stop()]);
    },
  };
}

const PressAnswer = z.discriminatedUnion('type', [
  z.object({
    statusCode: z.literal(200),
    type: z.literal('application/vnd.microsoft.card.adaptive'),
    value: z.custom<RenderedCard>((card) => typeof card === 'object' && card !== null),
  }),
  z.object({
    statusCode: z.literal(200),
    type: z.literal('application/vnd.microsoft.activity.message'),
    value: z.string(),
  }),
]);

/** Teams sends an input that nobody filled in as an empty text. */
function emptyInputs({ body }: RenderedCard): Record<string, string> {
  return Object.fromEntries(body.flatMap((element) => ('id' in element ? [[element.id, '']] : [])));
}
