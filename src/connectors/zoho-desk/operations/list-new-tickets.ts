import { z } from 'zod';
import { operation } from '../../operation.ts';
import { vendorError } from '../../vendor-error.ts';
import type { DeskClient } from '../client.ts';
import { TicketId } from '../fields.ts';
import { newestTickets, readTicket, type VendorTicket } from '../records.ts';
import { exampleTicket, TicketTold, told } from '../told.ts';
import { VENDOR } from '../vendor.ts';

const PAGE = 100;
const MOST_PAGES = 50;
const AT_ONCE = 25;
const TEN_MINUTES_MS = 10 * 60_000;

export const listNewTickets = operation({
  title: 'List new help desk tickets',
  summary: "Lists the tickets of the customer's Zoho Desk department that were opened since a time, oldest first.",
  risk: 'read',
  repeatable: true,
  input: z.strictObject({
    since: z.iso
      .datetime()
      .optional()
      .describe('Only tickets opened at this time or later; else the last ten minutes.'),
    except: z.array(TicketId).max(5_000).default([]).describe('Tickets that are known already.'),
  }),
  output: z.strictObject({
    tickets: z.array(TicketTold).describe('The oldest of them, 25 at most; empty when there are none.'),
    until: z.iso.datetime().describe('Up to when these are all.'),
  }),
  example: {
    input: { since: '2026-11-23T08:00:00.000Z', except: [] },
    output: { tickets: [exampleTicket], until: '2026-11-23T08:30:00.000Z' },
  },
  async run({ since, except }, client: DeskClient, { signal }) {
    const now = client.now();
    const from = since === undefined ? now.getTime() - TEN_MINUTES_MS : Date.parse(since);
    const isNew = ({ id, departmentId, isTrashed }: VendorTicket) =>
      departmentId === client.connection.department && !except.includes(id) && !isTrashed;
    const unknown = (await openedSince(from, client, signal)).filter(isNew);
    const oldest = [...new Map(unknown.map((ticket) => [ticket.id, ticket])).values()].reverse();

    const tickets: TicketTold[] = [];
    // The list tells neither what they say nor who asks.
    for (const { id } of oldest.slice(0, AT_ONCE))
      tickets.push(told(await readTicket(client, id, signal), client.connection));
    const last = oldest.length > AT_ONCE ? tickets.at(-1)?.createdAt : undefined;
    return { tickets, until: last ?? now.toISOString() };
  },
});

/** Newest first. New ones that come in between move others to the next page, where they are met again. */
async function openedSince(since: number, client: DeskClient, signal: AbortSignal): Promise<VendorTicket[]> {
  const found: VendorTicket[] = [];
  for (let page = 0; page < MOST_PAGES; page++) {
    const tickets = await newestTickets(client, { from: page * PAGE, limit: PAGE }, signal);
    const opened = tickets.filter(({ createdTime }) => Date.parse(createdTime) >= since);
    found.push(...opened);
    if (opened.length < tickets.length || tickets.length < PAGE) return found;
  }
  throw vendorError(VENDOR, 'Not accepted', {
    detail: 'too many new tickets',
    remedy: 'Ask for a shorter time.',
    definite: true,
  });
}
