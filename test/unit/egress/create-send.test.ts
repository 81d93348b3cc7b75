import { afterEach, expect, test, vi } from 'vitest';
import { createSend } from '../../../src/egress/create-send.ts';
import { policies, restraint } from '../../../src/egress/policies.ts';
import type { Outgoing } from '../../../src/egress/send.ts';
import { answer, failures, scriptedTransport } from './a-transport.ts';

afterEach(() => {
  vi.useRealTimers();
});

const impatient = { ...policies, safe: { ...policies.safe, tries: 1 } };

function get(more: Partial<Outgoing> = {}): Outgoing {
  return {
    method: 'GET',
    url: 'https://app.atera.com/',
    repeat: 'safe',
    signal: new AbortController().signal,
    ...more,
  };
}

test('a request to another host is not sent', async () => {
  const { transport, sent } = scriptedTransport();
  const send = createSend({ transport, hosts: ['app.atera.com'] });

  await expect(send(get({ url: 'https://evil.example/' }))).rejects.toMatchObject({ kind: 'host-refused' });
  await expect(send(get({ headers: { host: 'evil.example' } }))).rejects.toMatchObject({ kind: 'not-sendable' });
  expect(sent).toEqual([]);
});

test('a vendor in trouble is left alone for a while, and then asked once to see', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const { transport, sent } = scriptedTransport(Array(4).fill(failures.unreachable));
  const send = createSend({
    transport,
    hosts: ['app.atera.com'],
    policies: impatient,
    restraint: { ...restraint, failures: 3, rest: '30s' },
  });
  for (let number = 0; number < 3; number++) await expect(send(get())).rejects.toMatchObject({ kind: 'unreachable' });

  await expect(send(get())).rejects.toMatchObject({ kind: 'overloaded', definite: true });
  expect(sent).toHaveLength(3);

  vi.setSystemTime(Date.now() + 30_000);
  await expect(send(get())).rejects.toMatchObject({ kind: 'unreachable' });
  await expect(send(get())).rejects.toMatchObject({ kind: 'overloaded' });
  vi.setSystemTime(Date.now() + 30_000);
  expect(await send(get())).toMatchObject({ status: 200 });
  expect(await send(get())).toMatchObject({ status: 200 });
});

test.each([
  ['a server that fails', answer(500), 'overloaded'],
  ['a refusal', answer(403), undefined],
  ['too many requests', answer(429), undefined],
])('%s counts as trouble: %s', async (_, each, kind) => {
  const { transport } = scriptedTransport(Array(3).fill(each));
  const send = createSend({
    transport,
    hosts: ['app.atera.com'],
    policies: impatient,
    restraint: { ...restraint, failures: 3 },
  });
  for (let number = 0; number < 3; number++) await send(get());

  const end = await send(get()).catch((failure: unknown) => failure);

  expect(Object(end).kind).toBe(kind);
});

test('trouble of one connection is not another’s', async () => {
  const { transport } = scriptedTransport(Array(3).fill(answer(500)));
  const parts = {
    transport,
    hosts: ['app.atera.com'],
    policies: impatient,
    restraint: { ...restraint, failures: 3 },
  };
  const send = createSend(parts);
  for (let number = 0; number < 3; number++) await send(get());

  expect(await createSend(parts)(get())).toMatchObject({ status: 200 });
});

test('only so many requests are on their way, and only so many wait', async () => {
  const { transport, sent } = scriptedTransport(['silence', 'silence']);
  const send = createSend({
    transport,
    hosts: ['app.atera.com'],
    policies: impatient,
    restraint: { ...restraint, atOnce: 2, waiting: 1 },
  });
  const stop = new AbortController();
  const first = [send(get({ signal: stop.signal })), send(get({ signal: stop.signal }))];
  const waiting = send(get());

  await expect(send(get())).rejects.toMatchObject({ kind: 'overloaded', definite: true });
  expect(sent).toHaveLength(2);

  stop.abort(new Error('Stopped'));
  for (const one of first) await expect(one).rejects.toThrow('Stopped');
  expect(await waiting).toMatchObject({ status: 200 });
});

test('who gives up while waiting for a turn is let go at once, and nothing is sent for them', async () => {
  const { transport, sent } = scriptedTransport(['silence']);
  const send = createSend({ transport, hosts: ['app.atera.com'], restraint: { ...restraint, atOnce: 1 } });
  const [first, second] = [new AbortController(), new AbortController()];
  const holding = send(get({ signal: first.signal }));
  const waiting = send(get({ signal: second.signal }));

  second.abort(new Error('Not any more'));

  await expect(waiting).rejects.toThrow('Not any more');
  first.abort(new Error('Stopped'));
  await expect(holding).rejects.toThrow('Stopped');
  expect(sent).toHaveLength(1);
});

test('who gives up while waiting for a repeat is let go at once', async () => {
  const { transport, sent } = scriptedTransport([answer(429, { 'retry-after': '30' })]);
  const stop = new AbortController();
  const send = createSend({ transport, hosts: ['app.atera.com'] });
  const request = send(get({ signal: stop.signal }));
  await vi.waitFor(() => expect(sent).toHaveLength(1));

  stop.abort(new Error('Not any more'));

  await expect(request).rejects.toThrow('Not any more');
  expect(sent).toHaveLength(1);
});

test('a vendor is not asked more often than it wishes', async () => {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] });
  const times: number[] = [];
  const { transport } = scriptedTransport();
  const send = createSend({
    transport: {
      ...transport,
      exchange(outgoing) {
        times.push(Date.now());
        return transport.exchange(outgoing);
      },
    },
    hosts: ['app.atera.com'],
    rate: { limit: 2, every: '1s' },
  });
  const requests = Array.from({ length: 6 }, () => send(get()));

  await vi.runAllTimersAsync();
  await Promise.all(requests);

  const spans = times.slice(2).map((time, index) => time - (times[index] ?? 0));
  expect(spans).toHaveLength(4);
  expect(Math.min(...spans)).toBeGreaterThanOrEqual(1_000);
});

test('whose turn does not come in time is told that nothing was sent', async () => {
  let time = 0;
  const { transport, sent } = scriptedTransport(['silence']);
  const send = createSend({
    transport,
    hosts: ['app.atera.com'],
    now: () => time,
    restraint: { ...restraint, atOnce: 1 },
  });
  const stop = new AbortController();
  const holding = send(get({ signal: stop.signal }));
  const waiting = send(get({ repeat: 'once' }));
  await vi.waitFor(() => expect(sent).toHaveLength(1));

  time = 100_000;
  stop.abort(new Error('Stopped'));

  await expect(holding).rejects.toThrow('Stopped');
  await expect(waiting).rejects.toMatchObject({ kind: 'overloaded', definite: true });
  expect(sent).toHaveLength(1);
});
