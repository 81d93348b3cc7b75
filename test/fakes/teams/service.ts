import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { z } from 'zod';
import type { RenderedCard, RenderedMessage } from '../../../src/chat/teams/render.ts';
import type { Actor } from '../chat.ts';
import { actors, cast } from './cast.ts';
import { type Refusal, refusalOf } from './limits.ts';

export interface Conversation {
  readonly id: string;
  readonly kind: 'channel' | 'personal';
  readonly tenant: string;
  readonly members: readonly Actor[];
}

/** A message of the bot as it stands in a conversation. */
export interface Post {
  readonly id: string;
  readonly conversation: Conversation;
  readonly thread: string | undefined;
  readonly message: RenderedMessage;
  readonly edited: boolean;
}

/** The side of Teams that bots write to. Holds what was written; knows who may see it. */
export interface FakeService {
  /** Its address, as activities name it. */
  readonly url: string;
  /** Emits `changed`. */
  readonly changes: EventEmitter;
  readonly posts: readonly Post[];
  /** The chat of one person with the bot; there from the beginning for those who installed the app. */
  personal(who: Actor): Conversation;
  /** What is said of a member beside what everybody is. */
  describe(who: Actor, fields: Readonly<Record<string, unknown>>): void;
  /** Somebody removes the app, or never had it: their chat is closed to the bot. */
  uninstall(who: Actor): void;
  /** The next request is refused, whatever it is. */
  refuseNext(status: number): void;
  /** How many requests came in, refused or not. */
  readonly requests: number;
  stop(): Promise<void>;
}

export async function startService(channel: Conversation, bearer: string): Promise<FakeService> {
  const changes = new EventEmitter();
  const posts: Post[] = [];
  const closed = new Set<Actor>();
  const described = new Map<Actor, object>();
  const refusals: number[] = [];
  let requests = 0;

  const answer = async (request: IncomingMessage): Promise<object> => {
    requests += 1;
    const body = await bodyOf(request);
    const refused = refusals.shift();
    if (refused) throw refusal(refused, 'Refused');
    if (request.headers.authorization !== `Bearer ${bearer}`) throw refusal(401, 'Unauthorized');

    const [conversationId, activityId] = pathOf(request);
    if (!conversationId) return open(body);
    const found = reachable(conversationId);
    if (!found) throw refusal(404, 'ConversationNotFound');
    if (found.conversation.members.every((who) => closed.has(who))) throw refusal(403, 'BotNotInConversationRoster');
    if (request.method === 'GET') return memberOf(found.conversation, activityId);
    const message = taken(body);
    return request.method === 'PUT' ? rewrite(activityId, found.conversation, message) : write(found, message);
  };

  const open = (body: string) => {
    const wanted = Opening.safeParse(JSON.parse(body)).data;
    const [member] = wanted?.members ?? [];
    const who = actors.find((actor) => member && [cast[actor].teamsId, cast[actor].objectId].includes(member.id));
    if (!wanted || !who || cast[who].tenant !== wanted.tenantId) throw refusal(400, 'BadArgument');
    if (closed.has(who)) throw refusal(403, 'BotNotInConversationRoster');
    return { id: personal(who).id };
  };

  /** https://learn.microsoft.com/microsoftteams/platform/bots/how-to/get-teams-context#get-single-member-details */
  const memberOf = ({ members }: Conversation, id: string | undefined) => {
    const who = members.find((actor) => id && [cast[actor].teamsId, cast[actor].objectId].includes(id));
    if (!who) throw refusal(404, 'MemberNotFoundInConversation');
    const { name, tenant, objectId, teamsId } = cast[who];
    const usually = {
      id: teamsId,
      name,
      objectId,
      aadObjectId: objectId,
      tenantId: tenant,
      userRole: 'user',
      userPrincipalName: `${name}@contoso.com`,
    };
    return { ...usually, ...described.get(who) };
  };

  const reachable = (id: string) => {
    const [root = '', thread] = id.split(';messageid=');
    const conversation = [channel, ...actors.map(personal)].find((one) => one.id === root);
    if (!conversation || (thread && conversation.kind === 'personal')) return undefined;
    return { conversation, thread };
  };

  const write = ({ conversation, thread }: Pick<Post, 'conversation' | 'thread'>, message: RenderedMessage) => {
    const id = String(1_700_000_000_000 + posts.length);
    posts.push({ id, conversation, thread, message, edited: false });
    changes.emit('changed');
    return { id };
  };

  const rewrite = (id: string | undefined, conversation: Conversation, message: RenderedMessage) => {
    const index = posts.findIndex((post) => post.id === id && post.conversation.id === conversation.id);
    const post = posts[index];
    if (!post) throw refusal(404, 'ActivityNotFoundInConversation');
    posts[index] = { ...post, message, edited: true };
    changes.emit('changed', post.id);
    return { id: post.id };
  };

  const server = createServer(async (request, response) => {
    const send = (status: number, body: object) => {
      response.statusCode = status;
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(body));
    };
    await answer(request)
      .then((body) => send(request.method === 'POST' ? 201 : 200, body))
      .catch((error: unknown) => {
        const { status, code } = error instanceof Refused ? error : { status: 500, code: String(error) };
        send(status, { error: { code, message: code } });
      });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('The service does not listen on a port');

  return {
    url: `http://127.0.0.1:${address.port}/teams/`,
    changes,
    posts,
    personal,
    describe: (who, fields) => void described.set(who, fields),
    uninstall: (who) => closed.add(who),
    refuseNext: (status) => refusals.push(status),
    get requests() {
      return requests;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

class Refused extends Error implements Refusal {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string) {
    super(code);
    this.status = status;
    this.code = code;
  }
}

const refusal = (status: number, code: string) => new Refused(status, code);

const Opening = z.object({
  isGroup: z.literal(false),
  members: z.array(z.object({ id: z.string() })).length(1),
  tenantId: z.string(),
});

function personal(who: Actor): Conversation {
  return { id: `a:1-${cast[who].objectId}`, kind: 'personal', tenant: cast[who].tenant, members: [who] };
}

function pathOf({ url = '', method = '' }: IncomingMessage): (string | undefined)[] {
  const [, conversation, activity] =
    /^\/teams\/v3\/conversations(?:\/([^/]+)\/(?:activities|members)(?:\/([^/]+))?)?$/.exec(url) ?? [];
  const isOfMembers = url.includes('/members/') === (method === 'GET');
  if (!url.startsWith('/teams/v3/conversations') || !['POST', 'PUT', 'GET'].includes(method) || !isOfMembers)
    throw refusal(404, 'NotFound');
  return [conversation, activity].map((part) => part && decodeURIComponent(part));
}

function taken(body: string): RenderedMessage {
  const message: unknown = JSON.parse(body);
  const refused = refusalOf(message, Buffer.byteLength(body));
  if (refused) throw refusal(refused.status, refused.code);
  if (!isMessage(message)) throw refusal(400, 'BadSyntax');
  return message;
}

/** What `refusalOf` let through. */
function isMessage(body: unknown): body is RenderedMessage {
  return refusalOf(body, 0) === undefined;
}

export function cardOf({ attachments }: RenderedMessage): RenderedCard | undefined {
  return attachments?.[0]?.content;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
