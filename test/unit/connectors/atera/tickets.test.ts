import { expect, test } from 'vitest';
import { openStage } from './stage.ts';

const slow = { title: 'Laptop is very slow', description: 'Since Monday.', requester: 'ada@contoso.com' };

test('a ticket is opened for the contact with that address, and says its number', async () => {
  const { fake, enrol } = openStage();
  const contoso = enrol('contoso');
  fake.addContact('contoso', 'Ada@Contoso.com');

  const opened = await contoso.run('createTicket', { ...slow, priority: 'high' });

  const [ticket] = fake.ticketsOf('contoso');
  expect(ticket).toMatchObject({ title: slow.title, priority: 'High', contact: { email: 'Ada@Contoso.com' } });
  expect(opened).toEqual({
    ticketId: ticket?.id,
    ticketNumber: `${(ticket?.id ?? 0) - 1000}`,
    page: `https://app.atera.com/new/ticket/${ticket?.id}`,
  });
});

test.each([
  ['belongs to another customer', 'fabrikam', 'ada@contoso.com', false],
  ['only contains the address', 'contoso', 'not-ada@contoso.com', false],
  ['is archived', 'contoso', 'ada@contoso.com', true],
])('no ticket is opened for a contact that %s', async (_, customer, email, archived) => {
  const { fake, enrol } = openStage();
  const contoso = enrol('contoso');
  enrol('fabrikam');
  fake.addContact(customer, email, { archived });

  await expect(contoso.run('createTicket', slow)).rejects.toMatchObject({
    kind: 'notFound',
    definite: true,
    remedy: expect.stringContaining('Add the person as a contact'),
  });
  expect([...fake.ticketsOf('contoso'), ...fake.ticketsOf('fabrikam')]).toEqual([]);
});

test('two contacts with one address are refused', async () => {
  const { fake, enrol } = openStage();
  const contoso = enrol('contoso');
  fake.addContact('contoso', slow.requester);
  fake.addContact('contoso', slow.requester);

  await expect(contoso.run('createTicket', slow)).rejects.toMatchObject({ kind: 'conflict', definite: true });
  expect(fake.ticketsOf('contoso')).toEqual([]);
});

test('a ticket that was opened counts as opened, although its number can not be read', async () => {
  const { fake, enrol, before } = openStage();
  const contoso = enrol('contoso');
  fake.addContact('contoso', slow.requester);
  before(({ path }) => (/\/tickets\/\d+$/.test(path) ? { status: 503 } : undefined));

  const { ticketId, ticketNumber } = await contoso.run('createTicket', slow);

  expect(fake.ticketsOf('contoso').map(({ id }) => id)).toEqual([ticketId]);
  expect(ticketNumber).toBe(`${ticketId}`);
});

test('a ticket is found again by its call, and by no other', async () => {
  const { fake, enrol } = openStage();
  const contoso = enrol('contoso');
  fake.addContact('contoso', slow.requester);
  const opened = await contoso.run('createTicket', slow, 'run-1:open');

  await expect(contoso.find('createTicket', slow, 'run-1:open')).resolves.toEqual(opened);
  await expect(contoso.find('createTicket', slow, 'run-2:open')).rejects.toMatchObject({ definite: false });
});

test('a comment is written once it is sure whose ticket it is', async () => {
  const { fake, enrol } = openStage();
  const contoso = enrol('contoso');
  enrol('fabrikam');
  const own = fake.addTicket('contoso', { title: 'Ours' });
  const theirs = fake.addTicket('fabrikam', { title: 'Theirs' });

  await contoso.run('addComment', { ticketId: own.id, text: 'Approved by Kim.' });
  await expect(contoso.run('addComment', { ticketId: theirs.id, text: 'Oh.' })).rejects.toMatchObject({
    kind: 'notFound',
    definite: true,
  });

  expect(own.comments).toEqual([{ text: expect.stringContaining('Approved by Kim.'), internal: true, technician: 77 }]);
  expect(theirs.comments).toEqual([]);
});

test('a comment may be for everybody, and may be written in the name of an address', async () => {
  const { fake, enrol } = openStage();
  const contoso = enrol('contoso', { technician: 'tess@provider.example' });
  const ticket = fake.addTicket('contoso', { title: 'Ours' });

  await contoso.run('addComment', { ticketId: ticket.id, text: 'We are on it.', private: false });

  expect(ticket.comments).toMatchObject([{ internal: false, technician: 77 }]);
});

test('without a technician no comment is written, and the refusal says what to set', async () => {
  const { fake, enrol } = openStage();
  const contoso = enrol('contoso', { technician: undefined });
  const ticket = fake.addTicket('contoso', { title: 'Ours' });

  await expect(contoso.run('addComment', { ticketId: ticket.id, text: 'Hello.' })).rejects.toMatchObject({
    definite: true,
    remedy: expect.stringContaining('connectors.atera.technician'),
  });
  expect(ticket.comments).toEqual([]);
});

test('whether a comment was written is told by the ticket, however many there are', async () => {
  const { fake, enrol } = openStage();
  const contoso = enrol('contoso');
  const { id: ticketId } = fake.addTicket('contoso', { title: 'Ours' });
  for (let i = 0; i < 60; i++) await contoso.run('addComment', { ticketId, text: `Number ${i}` }, `other-${i}`);
  await contoso.run('addComment', { ticketId, text: 'Mine' }, 'mine');

  await expect(contoso.find('addComment', { ticketId, text: 'Mine' }, 'mine')).resolves.toEqual({ ticketId });
  await expect(contoso.find('addComment', { ticketId, text: 'Mine' }, 'never')).resolves.toBe('absent');
});

test("only the customer's tickets and alerts are resolved", async () => {
  const { fake, enrol } = openStage();
  const contoso = enrol('contoso');
  enrol('fabrikam');
  const ticket = fake.addTicket('contoso', { title: 'Ours' });
  const alert = fake.addAlert('contoso', { title: 'Ours' });
  const theirTicket = fake.addTicket('fabrikam', { title: 'Theirs' });
  const theirAlert = fake.addAlert('fabrikam', { title: 'Theirs' });

  await contoso.run('resolveTicket', { ticketId: ticket.id });
  await contoso.run('resolveAlert', { alertId: alert.id });
  await expect(contoso.run('resolveTicket', { ticketId: theirTicket.id })).rejects.toMatchObject({ kind: 'notFound' });
  await expect(contoso.run('resolveAlert', { alertId: theirAlert.id })).rejects.toMatchObject({ kind: 'notFound' });

  expect([ticket.status, alert.status]).toEqual(['Resolved', 'Resolved']);
  expect([theirTicket.status, theirAlert.status]).toEqual(['Open', 'Open']);
});

test("open alerts of the customer's devices are listed, the newest first", async () => {
  let hour = 1;
  const { fake, enrol } = openStage(() => new Date(Date.UTC(2026, 10, 23, hour)));
  const contoso = enrol('contoso');
  enrol('fabrikam');
  const agent = fake.addAgent('contoso', { name: 'CONTOSO-PC-17' });
  const first = fake.addAlert('contoso', { title: 'Disk C: is almost full', agent });
  for (let i = 0; i < 120; i++) fake.addAlert('fabrikam', { title: 'Theirs' });
  hour = 2;
  const printer = fake.addAlert('contoso', { title: 'Toner is low' });
  fake.addAlert('contoso', { title: 'Over' }).status = 'Resolved';

  const { alerts } = await contoso.run('listAlerts', {});
  const ofDevice = await contoso.run('listAlerts', { device: 'contoso-pc-17' });

  expect(alerts).toMatchObject([{ alertId: printer.id }, { alertId: first.id, device: 'CONTOSO-PC-17' }]);
  expect(ofDevice.alerts).toMatchObject([{ alertId: first.id, raisedAt: '2026-11-23T01:00:00.000Z' }]);
});
