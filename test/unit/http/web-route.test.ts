import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { type HttpServer, startHttpServer } from '../../../src/http/server.ts';
import { serve } from '../../../src/http/web-route.ts';
import { noLog } from '../../../src/lib/log.ts';
import type { WebRequest, WebRoute } from '../../../src/lib/web.ts';
import { listen } from '../../fakes/http.ts';

let server: HttpServer;
afterEach(() => server?.stop());

test('a webhook gets the bytes as they came, the open parts of its path, and headers in lower case', async () => {
  const seen = await listening({ path: '/webhooks/:connector/:customer' });
  const bytes = Buffer.from([0, 255, 123, 10]);

  const { status } = await post('/webhooks/atera/contoso%2Dltd', bytes, { 'X-Signature': 'v0' });

  expect(status).toBe(200);
  expect(seen).toMatchObject([
    { path: { connector: 'atera', customer: 'contoso-ltd' }, headers: { 'x-signature': 'v0' } },
  ]);
  expect(seen[0]?.body.equals(bytes)).toBe(true);
});

test('the query of an address is not taken for a part of its path', async () => {
  const seen = await listening({ path: '/webhooks/:customer' });

  await post('/webhooks/contoso?customer=fabrikam', '{}');

  expect(seen[0]?.path).toEqual({ customer: 'contoso' });
});

test.each([
  ['that says how long it is', 'x'.repeat(11)],
  ['that does not', streamed('x'.repeat(6), 'x'.repeat(5))],
])('a body %s and is longer than the route takes is refused before the route sees it', async (_, body) => {
  const seen = await listening({ longestBody: 10 });

  const answer = await post('/hook', body);

  expect([answer.status, await answer.json()]).toEqual([413, { error: 'This request is too large.' }]);
  expect(seen).toEqual([]);
});

test('a body of just the longest length is taken', async () => {
  const seen = await listening({ longestBody: 10 });

  await post('/hook', 'x'.repeat(10));

  expect(seen).toHaveLength(1);
});

test.each([
  ['that says how long it will be', 'content-length: 50000000\r\n\r\n'],
  ['that has no end', 'transfer-encoding: chunked\r\n\r\nb\r\nxxxxxxxxxxx\r\n'],
])('a body %s is refused while it is still on its way', async (_, beginning) => {
  await listening({ longestBody: 10 });

  const answer = await answerTo(beginning, new URL(server.origin).port);

  expect(answer).toContain('HTTP/1.1 413');
});

test('a body that takes too long is given up', async () => {
  const slow = await listen({ routes: [{ method: 'post', path: '/hook', handlers: [serve(hook, 20)] }] });

  const answer = await answerTo('content-length: 9\r\n\r\nhalf', new URL(slow.origin).port);

  expect(answer).toMatch(/HTTP\/1.1 408[\s\S]*connection: close[\s\S]*This request took too long/i);
  await slow.stop();
});

test.each([
  ['another content type', { 'content-type': 'text/plain' }],
  ['no content type', { 'content-type': '' }],
  ['a type that only begins alike', { 'content-type': 'application/jsonx' }],
  ['a compressed body', { 'content-type': 'application/json', 'content-encoding': 'gzip' }],
])('%s is refused', async (_, headers) => {
  const seen = await listening({ mediaType: 'application/json' });

  const answer = await post('/hook', Buffer.from('{}'), headers);

  expect([answer.status, seen]).toEqual([415, []]);
});

test('the content type may be written in capitals and name its character set', async () => {
  const seen = await listening({ mediaType: 'application/json' });

  await post('/hook', '{}', { 'content-type': 'Application/JSON; charset=utf-8' });

  expect(seen).toHaveLength(1);
});

test('a method that a page does not take is refused in words', async () => {
  await listening({});

  const answer = await fetch(`${server.origin}/hook`);

  expect([answer.status, await answer.json()]).toEqual([405, { error: 'This address does not take that method.' }]);
});

test('a page that fails says so without a stack, and it is written to the log', async () => {
  const written: unknown[] = [];
  const fail = async () => Promise.reject(new Error('the secret is hunter2'));
  server = await startHttpServer({
    ...parts,
    web: [{ ...hook, answer: fail }],
    log: { ...noLog, error: (_: string, fields: unknown) => written.push(fields) },
  });

  const answer = await post('/hook', '{}');

  expect([answer.status, await answer.json()]).toEqual([
    500,
    { error: 'Something went wrong. It has been written down.' },
  ]);
  expect(written).toHaveLength(1);
});

test('a body that stops half-way is nobody’s fault, and the next request is served', async () => {
  const written: unknown[] = [];
  const seen = await listening({}, { ...noLog, error: (event) => written.push(event) });
  const socket = connect(Number(new URL(server.origin).port), '127.0.0.1');

  socket.end('POST /hook HTTP/1.1\r\nhost: desk\r\ncontent-length: 9\r\n\r\nhalf');
  await once(socket.resume(), 'close');
  const next = await post('/hook', 'whole');

  expect(next.status).toBe(200);
  expect(seen.map(({ body }) => body.toString())).toEqual(['whole']);
  expect(written).toEqual([]);
});

test('what a page says can’t be kept or taken for something else, unless it says otherwise', async () => {
  await listening({ answer: async () => ({ status: 200, headers: { 'content-type': 'text/html' }, body: 'Grüße' }) });

  const answer = await post('/hook', '');

  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'content-type': 'text/html',
    'content-length': '7',
  });
  expect(await answer.text()).toBe('Grüße');
});

const hook: WebRoute = { method: 'post', path: '/hook', longestBody: 1_000, answer: async () => ({ status: 200 }) };
const parts = { host: '127.0.0.1', port: 0, routes: [], health: async () => {}, log: noLog };

/** What the route has seen, oldest first. */
async function listening(differently: Partial<WebRoute>, log = noLog): Promise<WebRequest[]> {
  const seen: WebRequest[] = [];
  const route = { ...hook, ...differently };
  const answer = async (request: WebRequest) => {
    seen.push(request);
    return route.answer(request);
  };
  server = await startHttpServer({ ...parts, log, web: [{ ...route, answer }] });
  return seen;
}

/** What is answered to a request whose body does not come to its end. */
async function answerTo(rest: string, port: string): Promise<string> {
  const socket = connect(Number(port), '127.0.0.1');
  socket.write(`POST /hook HTTP/1.1\r\nhost: desk\r\n${rest}`);
  const [answer] = await once(socket, 'data');
  socket.destroy();
  return String(answer);
}

function post(
  path: string,
  body: string | Buffer | ReadableStream,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(server.origin + path, { method: 'POST', body, headers, duplex: 'half' } as RequestInit);
}

function streamed(...parts: string[]): ReadableStream {
  return ReadableStream.from(parts.map((part) => Buffer.from(part)));
}
