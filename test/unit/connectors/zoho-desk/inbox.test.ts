import { expect, test } from 'vitest';
import { inbox } from '../../../../src/connectors/zoho-desk/inbox.ts';
import { confusedFor, type Forged, signedFor } from '../../../fakes/vendors/zoho-desk/signing.ts';
import { openContoso } from './stage.ts';

const MINUTE_MS = 60_000;
const { signal } = new AbortController();
const { webhook } = inbox;
if (!webhook) throw new Error('Zoho Desk calls nobody');

function openInbox(more?: object) {
  const stage = openContoso(more);
  const { contoso } = stage;
  let cursor: string | null = null;
  return {
    ...stage,
    isProven: (headers: Record<string, string>) =>
      webhook?.isProven(
        { headers, rest: '', body: Buffer.from('[]') },
        contoso.connection as never,
        contoso.tools,
        signal,
      ),
    arrived: async (ticketId: string) => inbox.ticket.arrival(await contoso.make(inbox.ticket.call(ticketId))),
    async news() {
      const read = inbox.news.read(await contoso.make(inbox.news.call(cursor)), cursor);
      cursor = read.cursor;
      return read.arrivals.map(({ ticketId }) => ticketId);
    },
  };
}

test('a ticket arrives with all its words as plain text', async () => {
  const { desk, arrived } = openInbox();
  const description =
    '<style>p{}</style><div>Nobody can print.</div><p>Since &lt;nine&gt;&nbsp;today</p><script>x()</script>';
  const ticketId = desk.addTicket({ description });

  expect(await arrived(ticketId)).toEqual({
    ticketId,
    subject: 'The printer is offline',
    body: 'Nobody can print.\n\nSince <nine> today',
    requester: { id: desk.ticket(ticketId).contactId, name: 'Ada Okafor' },
    at: desk.ticket(ticketId).createdTime,
  });
});

test.each(['&nbsp;', '<br>', '<a ', '<!--', '&#32;', '<style>'])(
  'a hundred thousand %s are read in no time',
  async (piece) => {
    const { desk, arrived } = openInbox();
    const ticketId = desk.addTicket({ description: piece.repeat(100_000) });
    const began = performance.now();

    await arrived(ticketId);

    expect(performance.now() - began).toBeLessThan(3_000);
  },
);

test.each([
  ['the desk opened itself', { cf: { cf_msp_ref: '0123456789abcdef0123' } }],
  ['is spam', { isSpam: true }],
  ['was closed already', { status: 'Closed' }],
])('a ticket that %s does not come in', async (_, given) => {
  const { desk, arrived, news } = openInbox();
  await news();
  const ticketId = desk.addTicket(given);

  expect(await arrived(ticketId)).toBeUndefined();
  expect(await news()).toEqual([]);
});

test('the first look only learns where now is; after it every new ticket arrives once, oldest first', async () => {
  const { desk, fake, news } = openInbox();
  desk.addTicket();

  expect(await news()).toEqual([]);

  fake.accounts.later(MINUTE_MS);
  const first = desk.addTicket();
  fake.accounts.later(MINUTE_MS);
  const second = desk.addTicket();
  expect(await news()).toEqual([first, second]);
  expect(await news()).toEqual([]);

  fake.accounts.later(120 * MINUTE_MS);
  const third = desk.addTicket();
  expect(await news()).toEqual([third]);
});

test('a ticket that becomes visible late, or whose clock is behind, is not lost', async () => {
  const { desk, fake, news } = openInbox();
  await news();
  fake.accounts.later(30 * MINUTE_MS);
  const young = desk.addTicket();
  expect(await news()).toEqual([young]);

  const late = desk.addTicket({ createdTime: new Date(fake.accounts.now() - 5 * MINUTE_MS).toISOString() });

  expect(await news()).toEqual([late]);
});

test('after a long pause many tickets arrive in several rounds, none of them twice or never', async () => {
  const { desk, fake, news } = openInbox();
  await news();
  const opened: string[] = [];
  for (let count = 0; count < 130; count++) {
    fake.accounts.later(20_000);
    opened.push(desk.addTicket());
  }

  const arrived: string[] = [];
  for (let round = 0; round < 7; round++) arrived.push(...(await news()));

  expect(arrived).toEqual(opened);
});

test("another department's tickets never come in", async () => {
  const { desk, news } = openInbox();
  await news();

  desk.addTicket({ departmentId: desk.addDepartment() });

  expect(await news()).toEqual([]);
});

test('a ticket of another department that Zoho tells of all the same stops nothing', async () => {
  const { desk, news, before } = openInbox();
  await news();
  const own = desk.addTicket();
  const foreign = desk.addTicket({ departmentId: desk.addDepartment() });
  before((request) => {
    if (request.path === '/api/v1/tickets') request.query.delete('departmentId');
    return undefined;
  });

  expect(await news()).toEqual([own]);
  expect(foreign).not.toBe(own);
});

test('a webhook proves itself with the token of its organisation and its own number', async () => {
  const { desk, isProven, requests } = openInbox();

  expect(await isProven(await signedFor(desk))).toBe(true);
  expect(await isProven(await signedFor(desk))).toBe(true);
  expect(requests.map(({ path }) => path)).toEqual(['/.well-known/jwks.json']);
});

test.each<[string, Forged]>([
  ['signed by somebody else', { by: 'stranger' }],
  ['of another organisation', { issuer: 'orgId:70000099' }],
  ['of another webhook', { audience: 'webhookId:1' }],
  ['without the number of its key', { kid: null }],
  ['with a key that Zoho does not have', { kid: 'desk-1999' }],
  ['made in another way than was agreed', { algorithm: 'PS256' }],
  ['that has ended', { until: Date.now() - 5 * MINUTE_MS }],
])('a token %s proves nothing', async (_, forged) => {
  const { desk, isProven } = openInbox();

  expect(await isProven(await signedFor(desk, forged))).toBe(false);
});

test('no token, no real token, and one signed with the public key prove nothing', async () => {
  const { desk, isProven } = openInbox();

  expect(await isProven({})).toBe(false);
  expect(await isProven({ 'x-zdesk-jwt': 'eyJhbGciOiJub25lIn0.e30.' })).toBe(false);
  expect(await isProven({ 'x-zdesk-jwt': 'nonsense' })).toBe(false);
  expect(await isProven(await confusedFor(desk))).toBe(false);
});

test('where no webhook was set up, none is believed', async () => {
  const { desk, isProven } = openInbox({ inbox: {} });

  expect(await isProven(await signedFor(desk))).toBe(false);
});

test('keys that can not be had are a failure, not a verdict', async () => {
  const { desk, isProven, before } = openInbox();
  before(({ path }) =>
    path.startsWith('/.well-known/') ? { status: 200, body: '<html>Maintenance</html>' } : undefined,
  );

  await expect(isProven(await signedFor(desk))).rejects.toMatchObject({ kind: 'invalid', definite: true });
});

test('a delivery speaks of the tickets that were added, each once, and of nothing else', () => {
  const event = (eventType: string, id: string) => ({
    eventType,
    eventTime: '1',
    orgId: '1',
    payload: { id, subject: 'x' },
  });

  const told = webhook.tickets([
    event('Ticket_Add', '41'),
    event('Ticket_Update', '42'),
    event('Ticket_Add', '41'),
    event('Ticket_Add', '43'),
  ]);

  expect(told).toEqual(['41', '43']);
  expect(webhook.tickets({ not: 'a list' })).toBe('news');
  expect(webhook.tickets([{ eventType: 'Ticket_Add', payload: { id: '../../organizations' } }])).toBe('news');
  expect(webhook.tickets(Array.from({ length: 101 }, (_, at) => event('Ticket_Add', String(at))))).toBe('news');
});

test('the answer for whoever asked is a comment that they can read; only what was solved is closed', async () => {
  const { contoso, desk } = openInbox();
  const ticketId = desk.addTicket();
  const comment = inbox.comment(ticketId, 'The printer works again.');
  if (comment) await contoso.make(comment);

  expect(desk.ticket(ticketId).comments).toMatchObject([{ isPublic: true }]);
  for (const outcome of ['assigned', 'escalated', 'denied', 'expired', 'failed'] as const)
    expect(inbox.conclude(ticketId, outcome, 'No.')).toBeUndefined();

  const conclusion = inbox.conclude(ticketId, 'resolved', 'The printer works again.');
  if (conclusion) await contoso.make(conclusion);
  expect(desk.ticket(ticketId)).toMatchObject({ status: 'Closed', resolution: 'The printer works again.' });
});

test('tickets come in only where the connection opens an inbox', () => {
  const { contoso } = openInbox({ inbox: undefined });

  expect(inbox.isOpen(contoso.connection as never)).toBe(false);
});
