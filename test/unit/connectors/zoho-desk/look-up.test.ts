import { expect, test } from 'vitest';
import { openContoso } from './stage.ts';

const wanted = { subject: 'The scanner is slow', description: 'A minute a page.', requester: 'ada@contoso.com' };
const HOUR_MS = 3_600_000;

test('a ticket is found by its reference, also while the search does not know of it yet', async () => {
  const { contoso, desk } = openContoso();
  desk.rules.searchIsBehind = true;
  const opened = await contoso.run('createTicket', wanted, 'run-1/open');
  await contoso.run('createTicket', wanted, 'run-2/open');

  expect(await contoso.find('createTicket', wanted, 'run-1/open')).toEqual(opened);
  desk.indexNow();
  expect(await contoso.find('createTicket', wanted, 'run-1/open')).toEqual(opened);
});

test('an old ticket is found by the search alone', async () => {
  const { contoso, fake } = openContoso();
  const opened = await contoso.run('createTicket', wanted, 'run-1/open');
  fake.accounts.later(2 * HOUR_MS);

  expect(await contoso.find('createTicket', wanted, 'run-1/open')).toEqual(opened);
});

test('a ticket that was never opened is absent, whatever else there is', async () => {
  const { contoso, desk } = openContoso();
  desk.addTicket({ subject: wanted.subject });
  await contoso.run('createTicket', wanted, 'run-2/open');

  expect(await contoso.find('createTicket', wanted, 'run-1/open')).toBe('absent');
});

test("another department's ticket with the same reference is none of ours", async () => {
  const { contoso, desk, before } = openContoso();
  const { ticketId } = Object(await contoso.run('createTicket', wanted, 'run-1/open'));
  desk.ticket(ticketId).departmentId = desk.addDepartment();
  before(({ query }) => void query.delete('departmentId'));

  expect(await contoso.find('createTicket', wanted, 'run-1/open')).toBe('absent');
});

test('in a rush of new tickets nobody says that ours is absent', async () => {
  const { contoso, desk } = openContoso();
  for (let count = 0; count < 26; count++) desk.addTicket();

  await expect(contoso.find('createTicket', wanted, 'run-1/open')).rejects.toMatchObject({
    remedy: expect.stringContaining('Look in Zoho Desk'),
  });
});

test('a comment is found by its reference on any page, and otherwise absent', async () => {
  const { contoso, desk } = openContoso();
  const ticketId = desk.addTicket();
  const text = 'Somebody looks at it.';
  const added = await contoso.run('addComment', { ticketId, text }, 'run-1/tell');
  for (let count = 0; count < 120; count++)
    desk.addComment(desk.ticket(ticketId), { content: text, contentType: 'plainText', isPublic: false });

  expect(await contoso.find('addComment', { ticketId, text }, 'run-1/tell')).toEqual(added);
  expect(await contoso.find('addComment', { ticketId, text }, 'run-2/tell')).toBe('absent');
});
