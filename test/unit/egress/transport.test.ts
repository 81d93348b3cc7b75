import { once } from 'node:events';
import { createServer } from 'node:net';
import { inspect } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTransport, type Transport } from '../../../src/egress/transport.ts';
import { type Lab, openLab } from '../../fakes/vendors/lab.ts';
import type { FakeVendor, VendorAnswer, VendorRequest } from '../../fakes/vendors/vendor.ts';

const HOST = 'app.atera.com';
const url = `https://${HOST}/api/v3/account`;

let answers: (request: VendorRequest) => VendorAnswer;
let lab: Lab;
let transport: Transport;

beforeEach(async () => {
  answers = () => ({ status: 200, body: { hello: 'there' } });
  const vendor: FakeVendor = {
    hosts: [HOST, 'desk.zoho.eu'],
    specs: [],
    isUndescribed: () => true,
    answer: (request) => answers(request),
    enrol: () => ({ connection: {}, credentials: {} }),
  };
  lab = await openLab([vendor]);
  transport = createTransport({ proxy: lab.proxy, ca: lab.ca });
});

afterEach(async () => {
  await transport.close();
  await lab.close();
});

function send(
  more: { readonly url?: string; readonly body?: string; readonly signal?: AbortSignal } = {},
  by = transport,
) {
  const { body } = more;
  return by.exchange({
    method: body === undefined ? 'GET' : 'POST',
    url,
    signal: new AbortController().signal,
    ...more,
  });
}

test('a request goes through the proxy and arrives as it was written', async () => {
  const incoming = await transport.exchange({
    method: 'PATCH',
    url: `${url}?a=b%20c`,
    headers: { authorization: 'Bearer abc', 'content-type': 'application/json' },
    body: '{"name":"Zoë"}',
    signal: new AbortController().signal,
  });

  expect(incoming).toMatchObject({ status: 200, text: '{"hello":"there"}' });
  expect(lab.asked()).toEqual([HOST]);
  expect(lab.requests()).toMatchObject([
    { method: 'PATCH', path: '/api/v3/account', headers: { authorization: 'Bearer abc' }, body: '{"name":"Zoë"}' },
  ]);
});

test('a redirect is an answer, and is not followed', async () => {
  answers = () => ({ status: 302, headers: { location: 'https://desk.zoho.eu/elsewhere' } });

  const incoming = await send();

  expect(incoming.status).toBe(302);
  expect(lab.requests()).toHaveLength(1);
});

test('a proxy of the environment is not believed', async () => {
  const before = process.env.HTTPS_PROXY;
  process.env.HTTPS_PROXY = 'http://127.0.0.1:9';
  try {
    const straight = createTransport({ ca: lab.ca });
    const { port } = new URL(lab.proxy);

    await expect(send({ url: `https://127.0.0.1:${port}/` }, straight)).rejects.toMatchObject({
      kind: 'unreachable',
      cause: { code: expect.stringMatching(/SSL/) },
    });
    await straight.close();
  } finally {
    if (before === undefined) delete process.env.HTTPS_PROXY;
    else process.env.HTTPS_PROXY = before;
  }
});

test('a host of NO_PROXY is reached without the proxy', async () => {
  const partly = createTransport({ proxy: lab.proxy, noProxy: `${HOST},127.0.0.1`, ca: lab.ca });
  const { port } = new URL(lab.proxy);

  await expect(send({ url: `https://127.0.0.1:${port}/` }, partly)).rejects.toMatchObject({ kind: 'unreachable' });
  expect(lab.asked()).toEqual([]);
  expect(await send({ url: 'https://desk.zoho.eu/' }, partly)).toMatchObject({ status: 200 });
  await partly.close();
});

describe('what surely never left', () => {
  test('a host that the proxy does not open', async () => {
    await expect(send({ url: 'https://nowhere.example/', body: 'x' })).rejects.toMatchObject({
      kind: 'unreachable',
      definite: true,
    });
  });

  test('a proxy that is not there', async () => {
    const lost = createTransport({ proxy: 'http://127.0.0.1:9', ca: lab.ca });

    await expect(send({ body: 'x' }, lost)).rejects.toMatchObject({ kind: 'unreachable', definite: true });
    await lost.close();
  });

  test('a host that nobody trusted vouches for', async () => {
    const wary = createTransport({ proxy: lab.proxy });

    await expect(send({ body: 'x' }, wary)).rejects.toMatchObject({ kind: 'unreachable', definite: true });
    expect(lab.requests()).toEqual([]);
    await wary.close();
  });

  test('a request that was given up before', async () => {
    await expect(send({ body: 'x', signal: AbortSignal.abort() })).rejects.toMatchObject({ definite: true });
    expect(lab.asked()).toEqual([]);
  });

  test('a request that was given up while it waited for its connection', async () => {
    const stop = new AbortController();
    const request = send({ body: 'x', signal: stop.signal });
    stop.abort();

    await expect(request).rejects.toMatchObject({ kind: 'unreachable', definite: true });
    expect(await send()).toMatchObject({ status: 200 });
    expect(lab.requests()).toMatchObject([{ method: 'GET' }]);
  });
});

describe('what may have been carried out', () => {
  test.each(['reset', 'cut'] as const)('a connection that broke: %s', async (how) => {
    lab.fail({}, { carriedOut: true, how });

    await expect(send({ body: 'x' })).rejects.toMatchObject({ kind: 'interrupted', definite: false });
  });

  test('a request that was given up; its connection is closed', async () => {
    const stop = new AbortController();
    const { met, left } = lab.fail({}, { how: 'silence' });
    const request = send({ body: 'x', signal: stop.signal });
    await met;
    stop.abort();

    await expect(request).rejects.toMatchObject({ kind: 'interrupted', definite: false });
    await left;
  });
});

describe('an answer', () => {
  test('that is packed is unpacked', async () => {
    answers = ({ headers }) => packed(headers['accept-encoding'] === 'gzip' ? '{"a":"ö"}' : 'not asked for');

    const incoming = await send();

    expect(incoming.text).toBe('{"a":"ö"}');
    expect(incoming.headers.has('content-encoding')).toBe(false);
  });

  test('that is too long is not read to its end', async () => {
    const careful = createTransport({ proxy: lab.proxy, ca: lab.ca, longestAnswer: 1_000 });
    answers = () => ({ status: 200, body: 'x'.repeat(1_001) });

    await expect(send({ body: 'x' }, careful)).rejects.toMatchObject({ kind: 'too-large', definite: false });
    await careful.close();
  });

  test('that unpacks to too much is not unpacked to its end', async () => {
    const careful = createTransport({ proxy: lab.proxy, ca: lab.ca, longestAnswer: 1_000 });
    answers = () => packed('x'.repeat(100_000));

    await expect(send({}, careful)).rejects.toMatchObject({ kind: 'too-large' });
    await careful.close();
  });

  test('that breaks the protocol is an interruption, and nothing of it goes on', async () => {
    const server = createServer((socket) => socket.end('HTTP/1.1 200 OK\r\nx-key: \u0001ZX-Canary\r\n\r\nZX-Canary'));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = Object(server.address());

    const failure = await send({ url: `http://127.0.0.1:${port}/` }, createTransport()).catch((error) => error);

    expect(failure).toMatchObject({ kind: 'interrupted', definite: false });
    expect(inspect(failure, { depth: null })).not.toContain('ZX-Canary');
    server.close();
  });

  test('that only says it is packed is no answer', async () => {
    answers = () => ({ status: 200, headers: { 'content-encoding': 'gzip' }, body: 'plain' });

    await expect(send()).rejects.toMatchObject({ kind: 'interrupted', definite: false });
  });
});

function packed(text: string): VendorAnswer {
  return { status: 200, headers: { 'content-encoding': 'gzip' }, body: gzipSync(text) };
}
