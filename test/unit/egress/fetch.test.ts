import { expect, test } from 'vitest';
import { createSend } from '../../../src/egress/create-send.ts';
import { createFetch } from '../../../src/egress/fetch.ts';
import { answer, type Scripted, scriptedTransport } from './a-transport.ts';

function openFetch(...script: Scripted[]) {
  const { transport, sent } = scriptedTransport(script);
  const send = createSend({ transport, hosts: ['graph.microsoft.com'], pause: async () => {} });
  return { fetch: createFetch(send, (method) => (method === 'GET' ? 'safe' : 'once')), sent };
}

test('a library’s request goes out as it was written, without what the transport says by itself', async () => {
  const { fetch, sent } = openFetch(answer(201, { 'x-id': '7' }, '{"id":7}'));

  const response = await fetch('https://graph.microsoft.com/v1.0/users?$filter=mail eq a', {
    method: 'POST',
    headers: { Authorization: 'Bearer abc', 'Content-Length': '2', 'Accept-Encoding': 'br' },
    body: '{}',
  });

  expect(await response.json()).toEqual({ id: 7 });
  expect(response).toMatchObject({ status: 201, ok: true });
  expect(response.headers.get('x-id')).toBe('7');
  expect(sent).toMatchObject([
    { method: 'POST', url: 'https://graph.microsoft.com/v1.0/users?$filter=mail%20eq%20a', body: '{}' },
  ]);
  expect(sent[0]?.headers).toMatchObject({ authorization: 'Bearer abc' });
  expect(Object.keys(sent[0]?.headers ?? {})).not.toContain('content-length');
});

test('each method has the patience it was given', async () => {
  const { fetch, sent } = openFetch(answer(500), answer(200), answer(500));

  expect((await fetch('https://graph.microsoft.com/v1.0/users')).status).toBe(200);
  expect((await fetch('https://graph.microsoft.com/v1.0/users', { method: 'POST', body: '{}' })).status).toBe(500);
  expect(sent).toHaveLength(3);
});

test('an answer without a body is one', async () => {
  const { fetch } = openFetch(answer(204));

  expect((await fetch('https://graph.microsoft.com/v1.0/users/7', { method: 'DELETE' })).body).toBeNull();
});

test.each([
  ['to another host', 'https://evil.example/', {}, 'host-refused'],
  ['whose path would become another one', 'https://graph.microsoft.com/v1.0/users/../me', {}, 'host-refused'],
  ['whose path would secretly become another one', 'https://graph.microsoft.com/users/%2E%2e', {}, 'host-refused'],
  ['with a method that nobody uses', 'https://graph.microsoft.com/', { method: 'OPTIONS' }, 'not-sendable'],
])('a request %s is kept in', async (_, url, init, kind) => {
  const { fetch, sent } = openFetch();

  await expect(fetch(url, init)).rejects.toMatchObject({ kind, definite: true });
  expect(sent).toEqual([]);
});

test('a library may give up', async () => {
  const { fetch } = openFetch('silence');
  const stop = new AbortController();
  const request = fetch('https://graph.microsoft.com/', { signal: stop.signal });

  stop.abort(new Error('Enough'));

  await expect(request).rejects.toThrow('Enough');
});
