import { z } from 'zod';
import { legible } from '../../lib/legible.ts';
import type { Atera } from './client.ts';
import { TicketId, TicketNumber } from './fields.ts';
import { everyItem } from './pages.ts';
import { isOwnWriting } from './reference.ts';
import { notFound } from './refusals.ts';
import { Time } from './time.ts';

/** A ticket of the customer, as the desk reads it. Its words are somebody's. */
export const HelpTicket = z.strictObject({
  ticketId: TicketId,
  ticketNumber: TicketNumber,
  subject: z.string().describe('What it is about, in one line.').meta({ words: true }),
  body: z.string().describe('What was written first.').meta({ words: true }),
  requester: z
    .strictObject({
      id: z.string().describe('Number of the contact in Atera.'),
      name: z.string().describe('Name of the contact.'),
    })
    .describe('Contact who needs help.'),
  status: z.string().describe('State of the ticket, e.g. Open.'),
  createdAt: z.iso.datetime().describe('When the ticket was opened.'),
  openedByDesk: z.boolean().describe('Whether the desk has opened the ticket itself.'),
});
export type HelpTicket = z.infer<typeof HelpTicket>;

/** What every example tells. */
export const exampleTicket: HelpTicket = {
  ticketId: 5203,
  ticketNumber: '1203',
  subject: 'Laptop is very slow',
  body: 'It takes ten minutes to start since Monday.',
  requester: { id: '411', name: 'Ada Marsh' },
  status: 'Open',
  createdAt: '2026-11-20T08:12:00Z',
  openedByDesk: false,
};

const Text = z.string().nullish();

const TicketRecord = z
  .object({
    TicketID: z.int().positive(),
    CustomerID: z.int().nullish(),
    TicketNumber: Text,
    TicketTitle: Text,
    FirstComment: Text,
    EndUserID: z.int().nullish(),
    EndUserFirstName: Text,
    EndUserLastName: Text,
    EndUserEmail: Text,
    TicketStatus: Text,
    TicketCreatedDate: Time,
  })
  .transform((ticket) => ({
    customer: ticket.CustomerID,
    ticket: {
      ticketId: ticket.TicketID,
      ticketNumber: ticket.TicketNumber || `${ticket.TicketID}`,
      subject: legible(ticket.TicketTitle ?? ''),
      body: legible(ticket.FirstComment ?? ''),
      requester: { id: `${ticket.EndUserID ?? 'unknown'}`, name: nameOf(ticket) },
      status: ticket.TicketStatus ?? '',
      createdAt: ticket.TicketCreatedDate ?? new Date(0).toISOString(),
      openedByDesk: isOwnWriting(`${ticket.TicketTitle} ${ticket.FirstComment}`),
    } satisfies HelpTicket,
  }));

/** Reads a ticket of the customer; another customer's is not found. */
export async function readTicket(ticketId: number, client: Atera, signal: AbortSignal): Promise<HelpTicket> {
  const { ticket, customer } = await client.read(`/tickets/${ticketId}`, TicketRecord, signal);
  if (ticket.ticketId !== ticketId || customer !== client.connection.customer) throw notFound();
  return ticket;
}

/** The customer's tickets that were changed since. Atera gives those of all customers, so that the others are left out here. */
export async function* changedTickets(since: Date, client: Atera, signal: AbortSignal): AsyncGenerator<HelpTicket> {
  const list = { path: '/tickets/lastmodified', item: TicketRecord, query: { date: since.toISOString() } };
  for await (const { ticket, customer } of everyItem(list, ({ ticket }) => ticket.ticketId, client, signal))
    if (customer === client.connection.customer) yield ticket;
}

/** Where a technician reads the ticket. */
export function ticketPage(ticketId: number): string {
  return `https://app.atera.com/new/ticket/${ticketId}`;
}

function nameOf(contact: {
  readonly EndUserFirstName?: string | null | undefined;
  readonly EndUserLastName?: string | null | undefined;
  readonly EndUserEmail?: string | null | undefined;
}): string {
  const name = [contact.EndUserFirstName, contact.EndUserLastName].filter(Boolean).join(' ');
  return legible(name || contact.EndUserEmail || 'Somebody');
}
