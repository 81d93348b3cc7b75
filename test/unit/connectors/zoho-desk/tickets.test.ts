import { expect, test } from 'vitest';
import { inFull } from '../../../fakes/vendors/zoho-desk/shown.ts';
import { openContoso } from './stage.ts';

const wanted = { subject: 'The scanner is slow', description: 'A minute a page.', requester: 'ada@contoso.com' };

test('a ticket is opened in the department, with its kind and the reference in custom fields', async () => {
  const { contoso, desk } = openContoso();

  const opened = await contoso.run('createTicket', { ...wanted, category: 'hardware_issue', priority: 'high' });

  const [ticket] = desk.tickets();
  expect(opened).toEqual({
    ticketId: ticket?.id,
    number: ticket?.ticketNumber,
    status: 'open',
    page: `https://desk.zoho.eu/agent/tickets/${ticket?.id}`,
  });
  expect(ticket).toMatchObject({ departmentId: desk.department, priority: 'High', email: 'ada@contoso.com' });
  expect(ticket?.cf).toEqual({
    cf_msp_category: 'hardware_issue',
    cf_msp_ref: expect.stringMatching(/^[0-9a-f]{20}$/),
  });
});

test('nothing in a description is obeyed as HTML, and nothing of it is lost', async () => {
  const { contoso, desk } = openContoso();
  const description = '<img src=x onerror=alert(1)> says "5 < 6 & 7"\nand \'more\'';

  const { ticketId } = Object(await contoso.run('createTicket', { ...wanted, description }));

  expect(desk.ticket(ticketId).description).not.toMatch(/<(?!br>)/);
  const read = await contoso.run('getTicket', { ticketId });
  expect(Object(read).description).toContain(description);
});

test('the longest story fits, cut where the vendor takes no more', async () => {
  const { contoso, desk } = openContoso();

  await contoso.run('createTicket', { ...wanted, description: '&'.repeat(32_000) });

  const description = desk.tickets()[0]?.description ?? '';
  expect(description.length).toBeLessThanOrEqual(65_535);
  expect(description).toMatch(/^(&amp;)+<br>\(The rest was too long\.\)$/);
});

test('somebody known by name only is nobody to write to, unless an address stands in for them', async () => {
  const { contoso } = openContoso();
  const byName = { ...wanted, requester: 'Ada Okafor' };

  await expect(contoso.run('createTicket', byName)).rejects.toMatchObject({
    kind: 'invalid',
    definite: true,
    remedy: expect.stringContaining('contact in desk.yaml'),
  });

  const { contoso: served, desk } = openContoso({ contact: 'desk@contoso.com' });
  await served.run('createTicket', byName);
  expect(desk.tickets()[0]).toMatchObject({ contact: { lastName: 'Ada Okafor', email: 'desk@contoso.com' } });
  expect(desk.tickets()[0]?.description).toContain('Ada Okafor');
});

test('a custom field that the layout lacks is named, with what to do', async () => {
  const { contoso, desk } = openContoso();
  desk.rules.fields = ['cf_msp_category'];

  await expect(contoso.run('createTicket', wanted)).rejects.toMatchObject({
    message: 'Zoho Desk: Not accepted (cf_msp_ref).',
    definite: true,
    remedy: expect.stringContaining('cf_msp_ref have to be there'),
  });
});

test('only what is named is changed', async () => {
  const { contoso, desk } = openContoso();
  const ticketId = desk.addTicket({ priority: 'Low', cf: { cf_msp_ref: 'abc' } });

  const changed = await contoso.run('updateTicket', { ticketId, status: 'on-hold', category: 'printer_issue' });

  expect(changed).toEqual({ ticketId, status: 'on-hold' });
  expect(desk.ticket(ticketId)).toMatchObject({
    status: 'On Hold',
    priority: 'Low',
    subject: 'The printer is offline',
    cf: { cf_msp_ref: 'abc', cf_msp_category: 'printer_issue' },
  });
});

test('a change of nothing only says where the ticket stands', async () => {
  const { contoso, desk, requests } = openContoso();
  const ticketId = desk.addTicket({ status: 'Escalated' });

  expect(await contoso.run('updateTicket', { ticketId })).toEqual({ ticketId, status: 'escalated' });
  expect(requests.filter(({ method }) => method === 'PATCH')).toEqual([]);
});

test('a ticket is closed, whatever the organisation calls that', async () => {
  const { contoso, desk } = openContoso({ statuses: { closed: 'Erledigt' } });
  desk.rules.statuses = { Open: 'Open', Erledigt: 'Closed' };
  const ticketId = desk.addTicket();

  const closed = await contoso.run('closeTicket', { ticketId, resolution: 'A new cable.' });

  expect(closed).toEqual({ ticketId, status: 'closed' });
  expect(desk.ticket(ticketId)).toMatchObject({ status: 'Erledigt', resolution: 'A new cable.' });
});

test('what a technician wrote when closing a ticket is left as it is', async () => {
  const { contoso, desk } = openContoso();
  const ticketId = desk.addTicket({ status: 'Closed', resolution: 'Replaced the drum.' });

  const closed = await contoso.run('closeTicket', { ticketId, resolution: 'A new cable.' });

  expect(closed).toEqual({ ticketId, status: 'closed' });
  expect(desk.ticket(ticketId).resolution).toBe('Replaced the drum.');
});

test('a ticket that was closed without a word is told how it was solved', async () => {
  const { contoso, desk } = openContoso();
  const ticketId = desk.addTicket({ status: 'Closed' });

  await contoso.run('closeTicket', { ticketId, resolution: 'A new cable.' });

  expect(desk.ticket(ticketId).resolution).toBe('A new cable.');
});

test.each([
  ['a field is mandatory for closing', { mandatoryOnClose: 'cf_root_cause' }, true],
  ['a blueprint forbids it', { blueprint: true }, true],
  ['something opens it again at once', { reopens: true }, false],
])('when %s, nobody is told that the ticket was closed', async (_, rules, definite) => {
  const { contoso, desk } = openContoso();
  Object.assign(desk.rules, rules);
  const ticketId = desk.addTicket();

  await expect(contoso.run('closeTicket', { ticketId, resolution: 'A new cable.' })).rejects.toMatchObject({
    kind: 'invalid',
    definite,
    message: 'Zoho Desk: Not accepted (the ticket was not closed).',
    remedy: expect.stringMatching(/^A person closes it in Zoho Desk\..*blueprint.*statuses in desk\.yaml/),
  });
  expect(desk.ticket(ticketId).status).toBe('Open');
});

test('a comment is for technicians unless said otherwise, and is plain text', async () => {
  const { contoso, desk } = openContoso();
  const ticketId = desk.addTicket();

  await contoso.run('addComment', { ticketId, text: '<b>Called</b> the vendor.' }, 'call-1');
  await contoso.run('addComment', { ticketId, text: 'We are on it.', private: false }, 'call-2');

  expect(desk.ticket(ticketId).comments).toMatchObject([
    { content: expect.stringContaining('<b>Called</b> the vendor.'), contentType: 'plainText', isPublic: false },
    { content: expect.stringContaining('We are on it.'), contentType: 'plainText', isPublic: true },
  ]);
});

test.each([
  ['getTicket', {}],
  ['updateTicket', { priority: 'high' }],
  ['addComment', { text: 'Hello.' }],
  ['closeTicket', { resolution: 'Done.' }],
])("%s doesn't find a ticket of another department", async (operation, more) => {
  const { contoso, desk } = openContoso();
  const ticketId = desk.addTicket({ departmentId: desk.addDepartment() });
  const before = structuredClone(desk.ticket(ticketId));

  await expect(contoso.run(operation, { ticketId, ...more })).rejects.toMatchObject({
    kind: 'notFound',
    definite: true,
  });

  expect(desk.ticket(ticketId)).toEqual(before);
});

test('a ticket in the bin is not there', async () => {
  const { contoso, desk } = openContoso();

  const ticketId = desk.addTicket({ isTrashed: true });

  await expect(contoso.run('getTicket', { ticketId })).rejects.toMatchObject({ kind: 'notFound' });
});

test('an answer about another ticket than the one that was asked for is not believed', async () => {
  const { contoso, desk, before } = openContoso();
  const asked = desk.addTicket();
  const other = desk.addTicket();
  const answer = { status: 200, body: inFull(desk, desk.ticket(other), true) };
  before(({ path }) => (path.endsWith(asked) ? answer : undefined));

  await expect(contoso.run('getTicket', { ticketId: asked })).rejects.toMatchObject({ kind: 'notFound' });
});
