import { vendorError } from '../vendor-error.ts';
import { type DeskClient, pageOf } from './client.ts';
import { markOf } from './mark.ts';
import { newestTickets, readTicket, referenceOf, VendorTicket } from './records.ts';
import { VENDOR } from './vendor.ts';

/** Zoho Desk's search learns of a new ticket some seconds late; younger ones are looked at one by one. */
const SEARCH_KNOWS_AFTER_MS = 10 * 60_000;
const MOST_YOUNG_TICKETS = 25;

/** The ticket that the desk opened under this reference. Throws when it can't be told whether there is one. */
export async function findOwnTicket(
  client: DeskClient,
  reference: string,
  signal: AbortSignal,
): Promise<VendorTicket | 'absent'> {
  const { connection } = client;
  const mark = markOf(reference);
  const query = {
    departmentId: connection.department,
    customField1: `${connection.fields.reference}:${mark}`,
    limit: 10,
  };
  const ask = { method: 'GET', path: '/tickets/search', query, repeat: 'safe' } as const;
  const hits = await client.request(ask, pageOf(VendorTicket), signal);
  const young = await youngTickets(client, signal);

  for (const { id, departmentId } of [...hits, ...young]) {
    if (departmentId !== connection.department) continue;
    const ticket = await readTicket(client, id, signal); // neither list has to tell the custom fields
    if (referenceOf(ticket, connection) === mark) return ticket;
  }
  return 'absent';
}

async function youngTickets(client: DeskClient, signal: AbortSignal): Promise<readonly VendorTicket[]> {
  const since = client.now().getTime() - SEARCH_KNOWS_AFTER_MS;
  const newest = await newestTickets(client, { limit: MOST_YOUNG_TICKETS + 1 }, signal);
  const young = newest.filter(({ createdTime, isTrashed }) => Date.parse(createdTime) >= since && !isTrashed);
  if (young.length <= MOST_YOUNG_TICKETS) return young;
  throw vendorError(VENDOR, 'Not reachable', {
    detail: 'too many new tickets to look through',
    remedy: 'Look in Zoho Desk whether the ticket is there, or wait ten minutes and look it up again.',
    definite: true,
  });
}
