import { type EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { refusalOf } from './limits.ts';
import type { RawMessage } from './reading.ts';

/** A message that one person sees until they look away. */
interface Ephemeral {
  readonly channel: string;
  readonly user: string;
  readonly raw: Pick<RawMessage, 'ts' | 'text'> & { readonly blocks: unknown };
}

/** Slack's Web API as it is known from outside: refuses what Slack refuses, and passes the rest on to the emulator. */
export interface Front {
  /** Where the Web API is, with its slash at the end. */
  readonly apiUrl: string;
  readonly whispers: readonly Ephemeral[];
  /** What was asked of Slack, newest last. */
  readonly asked: readonly { readonly method: string; readonly body: URLSearchParams }[];
  /** What `users.info` says of a user beside what everybody is. */
  describe(user: string, fields: Readonly<Record<string, unknown>>): void;
  /** Answers the next call of this method with this instead. */
  answerNext(method: string, answer: Answer): void;
  stop(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export async function startFront(emulatorUrl: string, changes: EventEmitter): Promise<Front> {
  const whispers: Ephemeral[] = [];
  const asked: { method: string; body: URLSearchParams }[] = [];
  const described = new Map<string, object>();
  const prepared: { method: string; answer: Answer }[] = [];

  const answer = async (method: string, token: string, given: string): Promise<Answer> => {
    const body = new URLSearchParams(given);
    asked.push({ method, body });
    const next = prepared.findIndex((one) => one.method === method);
    const [replaced] = next < 0 ? [] : prepared.splice(next, 1);
    if (replaced) return replaced.answer;
    const refusal = method.startsWith('chat.') ? refusalOf(body) : undefined;
    if (refusal) return { status: 200, body: { ok: false, error: refusal } };

    const headers = { authorization: token, 'content-type': 'application/x-www-form-urlencoded' };
    const response = await fetch(`${emulatorUrl}/api/${method}`, { method: 'POST', headers, body: given });
    const result: { ok: boolean; message_ts?: string; user?: object } = JSON.parse(await response.text());
    if (method === 'users.info' && result.user) {
      result.user = { ...usually, ...result.user, ...described.get(body.get('user') ?? '') };
    }
    if (result.ok && result.message_ts) {
      const raw = {
        ts: result.message_ts,
        text: body.get('text') ?? '',
        blocks: JSON.parse(body.get('blocks') ?? '[]'),
      };
      whispers.push({ channel: body.get('channel') ?? '', user: body.get('user') ?? '', raw });
    }
    if (method.startsWith('chat.')) changes.emit('changed');
    return { status: response.status, body: result };
  };

  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const method = (request.url ?? '').replace(/^\/api\//, '');
    const { status, headers, body } = await answer(method, request.headers.authorization ?? '', await text(request));
    // Not in one chain: restify replaces `writeHead` for every server in the process by one that returns nothing.
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body ?? {}));
  };

  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The front has no port');

  return {
    apiUrl: `http://127.0.0.1:${address.port}/api/`,
    whispers,
    asked,
    describe: (user, fields) => void described.set(user, fields),
    answerNext(method, answer) {
      prepared.push({ method, answer });
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** What Slack says of every member beside what the emulator says: https://docs.slack.dev/reference/objects/user-object */
const usually = { is_restricted: false, is_ultra_restricted: false, is_app_user: false };
