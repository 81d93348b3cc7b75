import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type HttpServer, startHttpServer } from '../../../src/http/server.ts';
import { noLog } from '../../../src/lib/log.ts';
import { handoverPages } from '../../../src/secrets/pages.ts';

const token = 'A'.repeat(43);
const code = '123456';
const ours = 'https://desk.example.com';

describe('the hand-over page', () => {
  let server: HttpServer;
  let asked: string[];
  beforeEach(async () => {
    asked = [];
    const handovers = {
      async reveal(given: string, code: string) {
        asked.push(`${given} ${code}`);
        return { state: 'revealed', title: 'New password', secret: 'hunter-2' } as const;
      },
    };
    server = await startHttpServer({
      host: '127.0.0.1',
      port: 0,
      routes: [],
      web: handoverPages({ handovers, publicUrl: `${ours}/msp` }),
      health: async () => {},
      log: noLog,
    });
  });
  afterEach(() => server.stop());

  test.each([
    ['/handover', 'text/html'],
    ['/handover/page.css', 'text/css'],
    ['/handover/page.js', 'text/javascript'],
  ])('%s is %s that nobody keeps, frames or adds to, and sets no cookie', async (path, type) => {
    const { status, headers } = await fetch(server.origin + path);

    expect(status).toBe(200);
    expect(Object.fromEntries(headers)).toMatchObject({ ...strict, 'content-type': `${type}; charset=utf-8` });
    expect(headers.get('set-cookie')).toBeNull();
    expect(asked).toEqual([]);
  });

  test('tells the secret to its own page', async () => {
    const answer = await reveal({});

    expect([answer.status, await answer.json()]).toEqual([
      200,
      { state: 'revealed', title: 'New password', secret: 'hunter-2' },
    ]);
    expect(Object.fromEntries(answer.headers)).toMatchObject(strict);
    expect(asked).toEqual([`${token} ${code}`]);
  });

  test.each([
    ['no origin', { origin: '' }],
    ['another origin', { origin: 'https://desk.example.com.evil.example' }],
    ['the origin without encryption', { origin: 'http://desk.example.com' }],
    ['another site, whatever its origin says', { 'sec-fetch-site': 'cross-site' }],
    ['a neighbouring site', { 'sec-fetch-site': 'same-site' }],
    ['an address bar', { 'sec-fetch-site': 'none' }],
    ['a hidden origin', { origin: 'null' }],
  ])('tells nothing to %s', async (_, headers) => {
    const answer = await reveal({ headers });

    expect(answer.status).toBe(400);
    expect(asked).toEqual([]);
  });

  test('tells it to a browser that hides the origin from itself but not that it is the same', async () => {
    await reveal({ headers: { origin: 'null', 'sec-fetch-site': 'same-origin' } });

    expect(asked).toEqual([`${token} ${code}`]);
  });

  test.each([
    ['form', 'application/x-www-form-urlencoded', `token=${token}`, 415],
    ['text', 'text/plain', JSON.stringify({ token }), 415],
    ['long', 'application/json', JSON.stringify({ token, more: 'x'.repeat(1_024) }), 413],
    ['broken', 'application/json', '{', 400],
    ['empty', 'application/json', '', 400],
    ['short', 'application/json', JSON.stringify({ token: 'A', code }), 400],
    ['list', 'application/json', JSON.stringify([token]), 400],
    ['wider', 'application/json', JSON.stringify({ token, code, customer: 'x' }), 400],
    ['without a code', 'application/json', JSON.stringify({ token }), 400],
    ['nested', 'application/json', '['.repeat(1_000), 400],
  ])('refuses a %s body', async (_, type, body, status) => {
    const answer = await reveal({ headers: { 'content-type': type }, body });

    expect(answer.status).toBe(status);
    expect(asked).toEqual([]);
  });

  test('is not opened by looking at it', async () => {
    expect((await fetch(`${server.origin}/handover/reveal?token=${token}`)).status).toBe(405);
    expect(asked).toEqual([]);
  });

  function reveal({
    headers = {},
    body = JSON.stringify({ token, code: '123 456' }),
  }: {
    headers?: Record<string, string>;
    body?: string;
  }) {
    return fetch(`${server.origin}/handover/reveal`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: ours, ...headers },
      body,
    });
  }
});

const strict = {
  'cache-control': 'no-store',
  'content-security-policy': expect.stringMatching(
    /^default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'/,
  ),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};
