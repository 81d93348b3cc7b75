import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type LonelyDesk, openLonelyDesk } from '../../../fakes/slack/desk.ts';
import { clicked, commanded, mentioned } from '../../../fakes/slack/payloads.ts';
import { asEvent, asForm, type Delivery, send, signed, type Wrong } from '../../../fakes/slack/requests.ts';

const ada = { user: 'U0ADA', name: 'ada', team: 'T0CONTOSO' };
const said = mentioned({
  sender: ada,
  team: 'T0CONTOSO',
  channel: 'C0HELP',
  ts: '1795396967.000001',
  text: '<@U0MSPDESK> my printer is broken',
  isShared: false,
});
const command = commanded(ada, 'C0HELP', 'help');
const press = clicked({
  sender: ada,
  team: 'T0CONTOSO',
  channel: 'C0HELP',
  isEphemeral: false,
  title: 'Approve',
  fields: {},
  on: { ts: '1795396967.000001', text: '', blocks: [{ type: 'actions', elements: [approve()] }] },
});

let desk: LonelyDesk;
let expectedToHear = 0;

beforeAll(async () => {
  desk = await openLonelyDesk();
});
afterEach(() => expect(desk.ears.heard).toHaveLength(expectedToHear));
afterAll(() => desk.stop());

const kinds = [
  ['an event', said],
  ['a command', command],
  ['a press', press],
] satisfies [string, Delivery][];

for (const [what, delivery] of kinds) {
  test.each([
    ['no signature', 401, { headers: { 'x-slack-signature': undefined } }],
    ['an empty signature', 401, { headers: { 'x-slack-signature': '' } }],
    ['a made-up signature', 401, { headers: { 'x-slack-signature': `v0=${'0'.repeat(64)}` } }],
    ['a signature of another version', 401, { headers: { 'x-slack-signature': `v1=${'0'.repeat(64)}` } }],
    ['a signature with another secret', 401, { secret: 'some-other-secret' }],
    ['no timestamp', 401, { headers: { 'x-slack-request-timestamp': undefined } }],
    ['a timestamp that is no number', 401, { headers: { 'x-slack-request-timestamp': 'soon' } }],
    ['a timestamp beyond time', 401, { headers: { 'x-slack-request-timestamp': '1e99' } }],
    ['a signature from five minutes ago', 401, { secondsFromNow: -302 }],
    ['a signature for in five minutes', 401, { secondsFromNow: 302 }],
    ['a signature for in an hour', 401, { secondsFromNow: 3_600 }],
    ['a content type of another kind', 415, { headers: { 'content-type': 'text/plain' } }],
    ['a content type of no kind', 415, { headers: { 'content-type': '' } }],
  ] satisfies [string, number, Wrong][])(
    `${what} with %s is refused with %i and heard by nobody`,
    async (_, status, wrong) => {
      const response = await send(desk.origin, delivery, wrong);

      expect(response.status).toBe(status);
      expect(await response.text()).toBe('');
    },
  );

  test(`${what} whose body was changed after signing is refused`, async () => {
    const response = await fetch(`${desk.origin}/slack/events`, {
      method: 'POST',
      headers: signed(delivery),
      body: delivery.body.replace('ADA', 'KIM'),
    });

    expect(response.status).toBe(401);
  });

  test.each(['x-slack-signature', 'x-slack-request-timestamp', 'content-type'])(
    `${what} that carries %s twice is refused`,
    async (twice) => {
      const headers = signed(delivery);
      const response = await sendRaw(delivery, [...headers, ...headers.filter(([name]) => name === twice)]);

      expect(response).toEqual({ status: 400, body: '' });
    },
  );

  test(`${what} of a moment ago is heard, whatever retry it is and whether Slack is up`, async () => {
    expectedToHear += 1;

    const response = await send(desk.origin, delivery, {
      secondsFromNow: -290,
      headers: { 'x-slack-retry-num': '3', 'content-type': `${delivery.contentType}; charset=utf-8` },
    });

    expect(response.status).toBe(200);
  });
}

test('a body that is too long does not hold up the connection it came on', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const tooLong = asEvent({ filler: 'x'.repeat(2 * 1024 * 1024) });

  const first = await sendRaw(tooLong, signed(tooLong), agent);
  const second = await sendRaw(said, signed(said, { secret: 'some-other-secret' }), agent);

  expect([first.status, second.status]).toEqual([413, 401]);
  agent.destroy();
});

test('half a mebibyte is the most that is read', async () => {
  const response = await send(desk.origin, asEvent({ filler: 'x'.repeat(600 * 1024) }));

  expect(response.status).toBe(413);
  expect(await response.text()).toBe('');
});

test.each([
  ['JSON that is none', { contentType: 'application/json', body: '{"event":' }],
  ['nothing', { contentType: 'application/json', body: '' }],
  ['a form whose payload is no JSON', asForm({ payload: '<xml/>' })],
] satisfies [string, Delivery][])('%s, though signed, is refused as unreadable', async (_, delivery) => {
  const response = await send(desk.origin, delivery);

  expect(response.status).toBe(400);
  expect(await response.text()).toBe('');
});

test('a compressed body is not what was signed', async () => {
  const response = await fetch(`${desk.origin}/slack/events`, {
    method: 'POST',
    headers: [...signed(said), ['content-encoding', 'gzip']],
    body: gzipSync(said.body),
  });

  expect(response.status).toBe(401);
});

test.each(['GET', 'PUT', 'DELETE'])('%s is not a method of this path', async (method) => {
  const response = await fetch(`${desk.origin}/slack/events`, { method });

  expect(response.status).toBe(405);
  expect(await response.text()).not.toMatch(/\bat .*:\d+:\d+/);
});

test('another spelling of the path is another path', async () => {
  const response = await fetch(`${desk.origin}/slack/event%73`, {
    method: 'POST',
    headers: signed(said),
    body: said.body,
  });

  expect(response.status).toBe(404);
});

test('the check of the certificate is answered, and nothing can be smuggled in with it', async () => {
  const { contentType, body } = asForm({
    ssl_check: '1',
    command: '/msp',
    text: 'help',
    trigger_id: 't',
    team_id: 'T',
  });
  const response = await fetch(`${desk.origin}/slack/events`, {
    method: 'POST',
    headers: { 'content-type': contentType },
    body,
  });

  expect(response.status).toBe(200);
});

test('the challenge of a new address is answered only when it is signed', async () => {
  const challenge = asEvent({ type: 'url_verification', challenge: 'abc' });

  expect(await (await send(desk.origin, challenge)).json()).toEqual({ challenge: 'abc' });
  expect((await send(desk.origin, challenge, { secret: 'some-other-secret' })).status).toBe(401);
});

test('a replay is heard with the id of the first, so that the desk can drop it', async () => {
  expectedToHear += 2;

  await send(desk.origin, command);
  await send(desk.origin, command);

  const [first, again] = desk.ears.heard.slice(-2);
  expect(again?.id).toBe(first?.id);
});

test.each([
  ['a button that is not ours', clickedWith({ value: '{"verb":""}' })],
  ['a button that carries no JSON', clickedWith({ value: 'approve' })],
  ['a menu', clickedWith({ type: 'static_select' })],
  ['an event without a channel', asEvent({ event_id: 'Ev', team_id: 'T', event: { type: 'app_mention', user: 'U' } })],
  ['a command without a person', asForm({ command: '/msp', text: 'help', trigger_id: 't', team_id: 'T' })],
] satisfies [string, Delivery][])('%s is let go: it would be as unreadable the second time', async (_, delivery) => {
  expect((await send(desk.origin, delivery)).status).toBe(200);
});

/** `fetch` would join headers of one name; a stranger needn't. */
async function sendRaw(
  { body }: Delivery,
  headers: [string, string][],
  agent = new Agent(),
): Promise<{ status: number | undefined; body: string }> {
  const { hostname, port, host } = new URL(desk.origin);
  const all = [['host', host], ['content-length', String(Buffer.byteLength(body))], ...headers].flat();
  const call = request({ hostname, port, path: '/slack/events', method: 'POST', headers: all, agent });
  call.end(body);
  const [response] = await once(call, 'response');
  return { status: response.statusCode, body: await text(response) };
}

function approve() {
  return {
    type: 'button' as const,
    action_id: 'press-0-approve',
    text: { type: 'plain_text' as const, text: 'Approve' },
    value: JSON.stringify({ verb: 'approve', data: { approval: 'a-1' } }),
  };
}

function clickedWith(changed: object): Delivery {
  const payload = JSON.parse(new URLSearchParams(press.body).get('payload') ?? '{}');
  return asForm({ payload: JSON.stringify({ ...payload, actions: [{ ...payload.actions[0], ...changed }] }) });
}
