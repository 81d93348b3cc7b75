import { expect, test } from 'vitest';
import { atera } from '../../../../src/connectors/atera/connector.ts';
import type { Connector } from '../../../../src/connectors/connector.ts';
import type { Inbox } from '../../../../src/connectors/inbox.ts';
import { openStage } from './stage.ts';

const { inbox } = atera as Connector & { inbox: Required<Inbox<unknown>> };

/** Contoso's help desk, and a look for news as the desk takes it. */
function openInbox(settings: object = {}) {
  let minute = 0;
  const stage = openStage(() => new Date(Date.UTC(2026, 10, 23, 3, minute)));
  const contoso = stage.enrol('contoso', { inbox: settings });
  stage.enrol('fabrikam');
  let cursor: string | null = null;
  return {
    ...stage,
    contoso,
    after(minutes: number) {
      minute += minutes;
    },
    async news() {
      const { operation, input } = inbox.news.call(cursor);
      const read = inbox.news.read(await contoso.run(operation, input), cursor);
      cursor = read.cursor;
      return read.arrivals;
    },
    async again(ticketId: string) {
      const { operation, input } = inbox.ticket.call(ticketId);
      return inbox.ticket.arrival(await contoso.run(operation, input));
    },
  };
}

test('the first look only learns where now is; what is opened afterwards comes in', async () => {
  const { fake, news, after } = openInbox();
  fake.addTicket('contoso', { title: 'Older' });
  after(20);
  expect(await news()).toEqual([]);

  after(5);
  const ticket = fake.addTicket('contoso', { title: 'Printer', description: 'Printer\nIt is on fire.' });
  fake.addTicket('fabrikam', { title: 'Theirs' });
  after(5);

  expect(await news()).toEqual([
    {
      ticketId: `${ticket.id}`,
      subject: 'Printer',
      body: 'Printer\nIt is on fire.',
      requester: { id: `${ticket.contact.id}`, name: 'Ada Marsh' },
      at: '2026-11-23T03:25:00.000Z',
    },
  ]);
});

test('a ticket that shows up a little late still comes in', async () => {
  const { fake, news, after } = openInbox();
  await news();
  after(5);
  const late = fake.addTicket('contoso', { title: 'Late' });
  after(1);
  fake.hide(late, true);
  expect(await news()).toEqual([]);

  fake.hide(late, false);
  after(5);

  expect(await news()).toMatchObject([{ subject: 'Late' }]);
});

test('an old ticket that somebody answers does not become a new one', async () => {
  const { fake, news, after, contoso } = openInbox();
  const { id: ticketId } = fake.addTicket('contoso', { title: 'Old' });
  after(60);
  await news();
  await contoso.run('addComment', { ticketId, text: 'Any news?' });
  after(5);

  expect(await news()).toEqual([]);
});

test('what the desk has opened itself never comes in again', async () => {
  const { fake, news, after, contoso, again } = openInbox();
  await news();
  fake.addContact('contoso', 'ada@contoso.com');
  const agent = fake.addAgent('contoso', { name: 'CONTOSO-PC-17' });
  await contoso.run('createTicket', { title: 'Slow', description: 'Very.', requester: 'ada@contoso.com' });
  await contoso.run('runDiskCleanup', { agentId: agent.id, device: agent.name });
  after(1);

  expect(fake.ticketsOf('contoso')).toHaveLength(2);
  expect(await news()).toEqual([]);
  for (const { id } of fake.ticketsOf('contoso')) expect(await again(`${id}`)).toBeUndefined();
});

test('what somebody has ended meanwhile does not come in', async () => {
  const { fake, news, after, contoso } = openInbox();
  await news();
  const { id: ticketId } = fake.addTicket('contoso', { title: 'Solved by hand' });
  await contoso.run('resolveTicket', { ticketId });
  after(5);

  expect(await news()).toEqual([]);
});

test('alerts come in where that is wanted, each once and not beside their own ticket', async () => {
  const { fake, news, after, again } = openInbox({ alerts: true });
  const agent = fake.addAgent('contoso', { name: 'CONTOSO-PC-17' });
  fake.addAlert('contoso', { title: 'Older' });
  expect(await news()).toEqual([]);

  const alert = fake.addAlert('contoso', { title: 'Disk C: is almost full', agent });
  fake.addAlert('contoso', { title: 'Has a ticket', ticket: 5203 });
  fake.addAlert('fabrikam', { title: 'Theirs' });
  after(5);

  const arrival = {
    ticketId: `alert-${alert.id}`,
    subject: 'Disk C: is almost full (CONTOSO-PC-17)',
    body: expect.stringContaining('Severity: warning.'),
    requester: { id: 'monitoring', name: 'Atera monitoring' },
  };
  expect(await news()).toMatchObject([arrival]);
  expect(await again(`alert-${alert.id}`)).toMatchObject(arrival);
  expect(await news()).toEqual([]);
});

test('alerts stay out, and are not even asked for, where nobody wants them', async () => {
  const { fake, news, requests } = openInbox();
  await news();
  fake.addAlert('contoso', { title: 'Disk C: is almost full' });

  expect(await news()).toEqual([]);
  expect(requests.filter(({ url }) => url.includes('/alerts'))).toEqual([]);
});

test("another customer's ticket is not read, whoever names it", async () => {
  const { fake, again } = openInbox();
  const theirs = fake.addTicket('fabrikam', { title: 'Theirs' });

  await expect(again(`${theirs.id}`)).rejects.toMatchObject({ kind: 'notFound' });
});

test('an outcome goes back as a comment, and a resolved one ends the ticket or the alert', async () => {
  const { fake, contoso } = openInbox();
  const ticket = fake.addTicket('contoso', { title: 'Ours' });
  const alert = fake.addAlert('contoso', { title: 'Ours' });
  const calls = [
    inbox.comment(`${ticket.id}`, 'The disk was cleaned up. Approved by Kim.'),
    inbox.conclude(`${ticket.id}`, 'resolved', ''),
    inbox.conclude(`alert-${alert.id}`, 'resolved', ''),
  ];

  for (const call of calls) await contoso.run(call?.operation ?? '', call?.input);

  expect(ticket).toMatchObject({ status: 'Resolved', comments: [{ internal: false }] });
  expect(alert.status).toBe('Resolved');
  expect(inbox.comment(`alert-${alert.id}`, 'Hello')).toBeUndefined();
});

test.each(['assigned', 'escalated', 'denied', 'expired', 'failed'] as const)('%s leaves the ticket open', (outcome) => {
  expect(inbox.conclude('5203', outcome, '')).toBeUndefined();
  expect(inbox.conclude('alert-1', outcome, '')).toBeUndefined();
});

const secret = 'bXkgc2VjcmV0IGlzIGxvbmcgZW5vdWdo';

test.each([
  ['the secret', secret, secret, true],
  ['another one', 'x'.repeat(32), secret, false],
  ['its beginning', secret.slice(0, -1), secret, false],
  ['nothing', '', secret, false],
  ['nothing, where the secret is empty', '', '', false],
  ['a secret that anybody could guess', 'atera', 'atera', false],
])('a hint that ends in %s is proven: %j for %j, %s', async (_, rest, known, proven) => {
  const connection = { customer: 42, key: 'env:KEY', inbox: { pathSecret: 'env:PATH_SECRET', alerts: false } };
  const tools = { send: unused, credential: async () => known, now: () => new Date() };
  const delivery = { headers: {}, rest, body: Buffer.from('{"TicketID": 1}') };

  expect(await inbox.webhook.isProven(delivery, connection, tools, new AbortController().signal)).toBe(proven);
});

test('a hint is proven by nothing where no secret is set, and says nothing but that there is news', async () => {
  const connection = { customer: 42, key: 'env:KEY', inbox: { alerts: false } };
  const tools = { send: unused, credential: async () => '', now: () => new Date() };
  const delivery = { headers: {}, rest: '', body: Buffer.from('{"TicketID": 1}') };

  expect(await inbox.webhook.isProven(delivery, connection, tools, new AbortController().signal)).toBe(false);
  expect(inbox.webhook.tickets({ TicketID: 1, CustomerID: 7 })).toBe('news');
});

test('tickets come in only where that is wanted', () => {
  expect(inbox.isOpen({ customer: 42, key: 'env:KEY' })).toBe(false);
  expect(inbox.isOpen({ customer: 42, key: 'env:KEY', inbox: { alerts: false } })).toBe(true);
});

const unused = async (): Promise<never> => {
  throw new Error('nothing is sent');
};
