import { describe, expect, test } from 'vitest';
import { createSend, type Deadline } from '../../../src/egress/create-send.ts';
import { policies } from '../../../src/egress/policies.ts';
import type { Repeat } from '../../../src/egress/send.ts';
import { answer, failures, type Scripted, scriptedTransport } from './a-transport.ts';

/** A way out on a clock of its own: waits and silences pass at once, and are written down. */
function openWay(...script: Scripted[]) {
  const waits: number[] = [];
  const timeouts: number[] = [];
  let time = Date.parse('2026-11-23T10:00:00Z');
  let runOut = () => {};

  const { transport, sent } = scriptedTransport(script, () => runOut());
  const send = createSend({
    transport,
    hosts: ['app.atera.com'],
    now: () => time,
    random: () => 1,
    async pause(ms) {
      waits.push(ms);
      time += ms;
    },
    deadline(ms): Deadline {
      const late = new AbortController();
      timeouts.push(ms);
      runOut = () => {
        time += ms;
        late.abort();
      };
      return { signal: late.signal, cancel: () => {} };
    },
  });
  return {
    sent,
    waits,
    timeouts,
    send: (repeat: Repeat) =>
      send({ method: 'POST', url: 'https://app.atera.com/', repeat, signal: new AbortController().signal }),
  };
}

const busy = answer(429);
const trouble = answer(500);
const closed = answer(503, { 'retry-after': '7' });

describe('what is safe to repeat', () => {
  test.each<[string, Scripted]>([
    ['429', busy],
    ['503 with a time', closed],
    ['503 without one', answer(503)],
    ['500', trouble],
    ['502', answer(502)],
    ['408', answer(408)],
    ['a host that can not be reached', failures.unreachable],
    ['a connection that broke', failures.interrupted],
    ['silence', 'silence'],
  ])('is sent again after %s', async (_, first) => {
    const { send, sent } = openWay(first);

    expect(await send('safe')).toMatchObject({ status: 200 });
    expect(sent).toHaveLength(2);
  });

  test('is not sent for ever', async () => {
    const { send, sent } = openWay(trouble, trouble, trouble, trouble);

    expect(await send('safe')).toMatchObject({ status: 500 });
    expect(sent).toHaveLength(4);
  });

  test('is in doubt when one try may have been carried out, whatever became of the last one', async () => {
    const { send } = openWay(trouble, answer(403));
    const { send: sendAgain } = openWay(failures.interrupted, ...Array(3).fill(failures.unreachable));

    expect(await send('safe')).toMatchObject({ status: 403, afterDoubt: true });
    await expect(sendAgain('safe')).rejects.toMatchObject({ kind: 'unreachable', definite: false });
  });

  test('is not in doubt when every try was turned away', async () => {
    const { send } = openWay(busy, closed, failures.unreachable, answer(403));

    expect(await send('safe')).not.toHaveProperty('afterDoubt');
  });
});

describe('what may be sent once', () => {
  test.each<[string, Scripted]>([
    ['429', busy],
    ['503 with a time', closed],
    ['a host that can not be reached', failures.unreachable],
  ])('is sent again after %s, because it was not carried out', async (_, first) => {
    const { send, sent } = openWay(first);

    expect(await send('once')).toMatchObject({ status: 200 });
    expect(sent).toHaveLength(2);
  });

  test.each([
    ['503 without a time', answer(503)],
    ['500', trouble],
    ['408', answer(408)],
  ])('is not sent again after %s', async (_, first) => {
    const { send, sent } = openWay(first);

    expect(await send('once')).toBe(first);
    expect(sent).toHaveLength(1);
  });

  test.each<[string, Scripted, string]>([
    ['a connection that broke', failures.interrupted, 'interrupted'],
    ['silence', 'silence', 'timeout'],
  ])('is not sent again after %s, and nobody knows', async (_, first, kind) => {
    const { send, sent } = openWay(first);

    await expect(send('once')).rejects.toMatchObject({ kind, definite: false });
    expect(sent).toHaveLength(1);
  });
});

describe.each<Repeat>(['safe', 'once'])('any other answer (%s)', (repeat) => {
  test.each([200, 204, 302, 400, 401, 403, 404, 409, 422, 501])('%d is given as it is', async (status) => {
    const { send, sent } = openWay(answer(status));

    expect(await send(repeat)).toMatchObject({ status });
    expect(sent).toHaveLength(1);
  });
});

describe('a wait', () => {
  test('is as long as the vendor asks, in seconds or by date', async () => {
    const { send, waits } = openWay(closed, answer(429, { 'retry-after': 'Mon, 23 Nov 2026 10:00:17 GMT' }));

    await send('once');

    expect(waits).toEqual([7_000, 10_000]);
  });

  test('grows by itself where the vendor asks for none', async () => {
    const { send, waits } = openWay(busy, busy, busy);

    await send('safe');

    expect(waits).toEqual([500, 1_000, 2_000]);
  });

  test('that would outlast all patience is not begun', async () => {
    const far = answer(429, { 'retry-after': '3600' });
    const { send, sent, waits } = openWay(far);

    expect(await send('safe')).toBe(far);
    expect([sent.length, waits.length]).toEqual([1, 0]);
  });
});

test.each([
  ['as long as is borne', '5', 2],
  ['longer than is borne', '6', 1],
])('a wait that is asked for and %s', async (_, asked, tries) => {
  const { transport, sent } = scriptedTransport([answer(429, { 'retry-after': asked })]);
  const send = createSend({
    transport,
    hosts: ['app.atera.com'],
    policies: { ...policies, safe: { ...policies.safe, longestAsked: '5s' } },
    pause: async () => {},
  });

  await send({ method: 'GET', url: 'https://app.atera.com/', repeat: 'safe', signal: new AbortController().signal });

  expect(sent).toHaveLength(tries);
});

test('a try takes no longer than what is left of all patience', async () => {
  const { send, timeouts } = openWay('silence', 'silence', 'silence', 'silence');

  await expect(send('safe')).rejects.toMatchObject({ kind: 'timeout' });

  expect(timeouts.slice(0, 2)).toEqual([20_000, 20_000]);
  expect(timeouts[2]).toBeLessThan(20_000);
});
