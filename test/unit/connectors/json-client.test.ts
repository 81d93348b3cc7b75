import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { ConnectorError } from '../../../src/connectors/connector-error.ts';
import type { Explained } from '../../../src/connectors/json-answer.ts';
import { createJsonClient } from '../../../src/connectors/json-client.ts';
import type { Ask } from '../../../src/connectors/json-request.ts';
import { vendorError } from '../../../src/connectors/vendor-error.ts';
import { type Incoming, type Outgoing, SendFailure, type SendFailureKind } from '../../../src/egress/send.ts';

const { signal } = new AbortController();
const read: Ask = { method: 'GET', path: '/tickets', repeat: 'safe' };
const write: Ask = { method: 'POST', path: '/tickets', json: { title: 'Disk full' }, repeat: 'once' };
const setting: Ask = { method: 'PATCH', path: '/tickets/7', json: { open: false }, repeat: 'safe' };
const Ticket = z.object({ id: z.number() });

function openClient(
  script: readonly (Incoming | SendFailure)[],
  explain: (status: number, body: unknown) => Explained | undefined = () => undefined,
) {
  const sent: Outgoing[] = [];
  let keys = 1;
  let isWithdrawn = false;
  const client = createJsonClient({
    vendor: 'Atera',
    base: 'https://app.atera.com/api/v3',
    async send(outgoing) {
      sent.push(outgoing);
      const next = script[sent.length - 1];
      if (!next || next instanceof SendFailure) throw next ?? new Error('Nothing more was expected');
      return next;
    },
    authorisation: {
      async headers() {
        if (isWithdrawn && sent.length > 0)
          throw vendorError('Atera', 'Failed to obtain access token', { remedy: 'Make a new one.', definite: true });
        return { authorization: `key-${keys}` };
      },
      refused() {
        keys += 1;
      },
    },
    explain,
  });
  const withdraw = () => {
    isWithdrawn = true;
  };
  return { client, sent, renew: () => ++keys, withdraw };
}

function answer(status: number, text = '', afterDoubt?: true): Incoming {
  return { status, headers: new Headers(), text, ...(afterDoubt && { afterDoubt }) };
}

describe('a request', () => {
  test('is written so that nothing changes on its way', async () => {
    const { client, sent } = openClient([answer(200, '{"id":7}')]);

    await client.request(
      { ...read, query: { $filter: "name eq 'O'Neil & Söhne'", page: 2, all: true, none: undefined } },
      Ticket,
      signal,
    );

    const url = sent[0]?.url ?? '';
    expect(new URL(url).href).toBe(url);
    expect(url).toMatch(/\?\$filter=[^&]+&page=2&all=true$/);
    expect(new URL(url).searchParams.get('$filter')).toBe("name eq 'O'Neil & Söhne'");
  });

  test('carries JSON or a form, and says which', async () => {
    const { client, sent } = openClient([answer(204), answer(204)]);

    await client.request(write, z.undefined(), signal);
    await client.request({ ...write, json: undefined, form: { grant: 'a b&c' } }, z.undefined(), signal);

    expect(sent.map(({ body }) => body)).toEqual(['{"title":"Disk full"}', 'grant=a+b%26c']);
    expect(sent.map(({ headers }) => headers?.['content-type'])).toEqual([
      'application/json',
      'application/x-www-form-urlencoded',
    ]);
  });

  test('can not change who is asking', async () => {
    const { client, sent } = openClient([answer(204)]);

    await client.request({ ...read, headers: { Authorization: 'mine', Orgid: '7' } }, z.undefined(), signal);

    expect(sent[0]?.headers).toEqual({ accept: 'application/json', authorization: 'key-1', orgid: '7' });
  });
});

describe('a refused credential', () => {
  test('is renewed once, also for a write', async () => {
    const { client, sent } = openClient([answer(401), answer(201, '{"id":7}')]);

    expect(await client.request(write, Ticket, signal)).toEqual({ id: 7 });
    expect(sent.map(({ headers }) => headers?.authorization)).toEqual(['key-1', 'key-2']);
  });

  test('is told when it is refused again', async () => {
    const { client, sent } = openClient([answer(401), answer(401)]);

    await expect(client.request(write, Ticket, signal)).rejects.toMatchObject({
      message: 'Atera: Invalid API key (status 401).',
      kind: 'unauthorized',
      definite: true,
    });
    expect(sent).toHaveLength(2);
  });

  test('that somebody else has renewed meanwhile is not renewed again', async () => {
    const { client, sent, renew } = openClient([answer(401), answer(200, '{"id":7}')]);
    const request = client.request(read, Ticket, signal);
    renew();

    await request;

    expect(sent.at(-1)?.headers?.authorization).toBe('key-2');
  });

  test('that can not be renewed leaves nothing in doubt', async () => {
    const client = createJsonClient({
      vendor: 'Atera',
      base: 'https://app.atera.com',
      send: async () => answer(200),
      authorisation: {
        headers: () =>
          Promise.reject(vendorError('Atera', 'API call timeout', { remedy: 'Try again later.', definite: false })),
        refused() {},
      },
      explain: () => undefined,
    });

    await expect(client.request(write, Ticket, signal)).rejects.toMatchObject({ kind: 'timeout', definite: true });
  });
});

describe('a credential that is refused after a try that may have been carried out', () => {
  test('leaves the doubt when no new one can be had', async () => {
    const { client, withdraw } = openClient([answer(401, '', true)]);
    withdraw();

    await expect(client.request(setting, Ticket, signal)).rejects.toMatchObject({
      kind: 'unauthorized',
      remedy: 'Look in Atera whether it was done before anybody tries again.',
      definite: false,
    });
  });

  test('leaves the doubt when nobody is reached with the new one', async () => {
    const gone = new SendFailure('unreachable', 'It went wrong.', { definite: true });
    const { client } = openClient([answer(401, '', true), gone, answer(401, '', true), gone]);

    await expect(client.request(setting, Ticket, signal)).rejects.toMatchObject({ definite: false });
    await expect(client.request(read, Ticket, signal)).rejects.toMatchObject({ definite: true });
  });
});

describe('what the vendor says no to', () => {
  test.each([
    [400, 'Not accepted', 'invalid'],
    [403, 'Insufficient privileges', 'forbidden'],
    [404, 'Not found', 'notFound'],
    [409, 'Already exists', 'conflict'],
    [422, 'Not accepted', 'invalid'],
    [418, 'Not accepted', 'invalid'],
    [429, 'Rate limit exceeded', 'rateLimited'],
  ])('%d was not carried out: %s', async (status, words, kind) => {
    const { client } = openClient([answer(status, '{"message":"Zebra"}')]);

    const error = await failureOf(client.request(write, Ticket, signal));

    expect(error).toMatchObject({ message: `Atera: ${words} (status ${status}).`, kind, definite: true });
    expect(inspect(error)).not.toContain('Zebra');
  });

  test('is told in the connector’s own words where it has some, also when it says so with 200', async () => {
    const { client } = openClient([answer(200, '{"error":"invalid_code"}')], (status, body) =>
      status === 200 && Object(body).error
        ? { failure: 'Failed to obtain access token', remedy: 'Renew it.' }
        : undefined,
    );

    await expect(client.request(write, Ticket, signal)).rejects.toMatchObject({
      message: 'Atera: Failed to obtain access token.',
      remedy: 'Renew it.',
      definite: true,
    });
  });

  test('is in doubt after a try that may have been carried out', async () => {
    const { client } = openClient([answer(403, '', true), answer(401, '', true), answer(403)]);

    await expect(client.request(setting, Ticket, signal)).rejects.toMatchObject({ kind: 'forbidden', definite: false });
    await expect(client.request(setting, Ticket, signal)).rejects.toMatchObject({ kind: 'forbidden', definite: false });
  });
});

describe.each([
  ['a read', read, true],
  ['a write', write, false],
  ['a write that is safe to repeat', setting, false],
])('what nobody can know of %s', (_, ask, definite) => {
  test.each([
    ['500', answer(500, 'Zebra'), 'Not reachable', 'unavailable'],
    ['a redirect', answer(302), 'Unreadable answer', 'invalid'],
    ['408', answer(408), 'API call timeout', 'timeout'],
    ['HTML', answer(200, '<html>Zebra'), 'Unreadable answer', 'invalid'],
    ['half an answer', answer(200, '{"id": 7, "Zebra'), 'Unreadable answer', 'invalid'],
    ['nothing', answer(200), 'Unreadable answer', 'invalid'],
    ['something else', answer(200, '{"id":"Zebra"}'), 'Unreadable answer', 'invalid'],
  ])('%s', async (_, incoming, words, kind) => {
    const { client } = openClient([incoming]);

    const error = await failureOf(client.request(ask, Ticket, signal));

    expect(error).toMatchObject({ kind, definite });
    expect(error.message).toContain(`Atera: ${words}`);
    expect(inspect(error)).not.toContain('Zebra');
    if (!definite) expect(error.remedy).toBe('Look in Atera whether it was done before anybody tries again.');
  });

  test.each<[SendFailureKind, string, string]>([
    ['interrupted', 'Not reachable', 'unavailable'],
    ['timeout', 'API call timeout', 'timeout'],
    ['too-large', 'Unreadable answer', 'invalid'],
  ])('%s', async (failure, words, kind) => {
    const { client } = openClient([new SendFailure(failure, 'It went wrong.', { definite: false })]);

    const error = await failureOf(client.request(ask, Ticket, signal));

    expect(error).toMatchObject({ kind, definite });
    expect(error.message).toContain(`Atera: ${words}`);
  });
});

test.each<[SendFailureKind, string]>([
  ['unreachable', 'unavailable'],
  ['overloaded', 'unavailable'],
  ['host-refused', 'unavailable'],
  ['not-sendable', 'invalid'],
])('what never left was not carried out: %s', async (failure, kind) => {
  const { client } = openClient([new SendFailure(failure, 'It went wrong.', { definite: true })]);

  await expect(client.request(write, Ticket, signal)).rejects.toMatchObject({ kind, definite: true });
});

test('the place of what was not expected is told, unless it may be somebody’s words', async () => {
  const { client } = openClient([answer(200, '{"names":{"Ada Grove is ill":1}}')]);

  const error = await failureOf(client.request(read, z.object({ names: z.record(z.string(), z.string()) }), signal));

  expect(error.message).toBe('Atera: Unreadable answer (names.…).');
});

test('what is no failure of sending is not taken for one', async () => {
  const { client } = openClient([]);

  await expect(client.request(read, Ticket, signal)).rejects.toThrow('Nothing more was expected');
});

async function failureOf(request: Promise<unknown>): Promise<ConnectorError> {
  const error = await request.catch((reason: unknown) => reason);
  if (error instanceof ConnectorError) return error;
  throw new Error('It did not fail as it should', { cause: error });
}
