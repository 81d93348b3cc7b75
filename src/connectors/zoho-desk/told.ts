import { z } from 'zod';
import { textOfHtml } from '../../lib/html-text.ts';
import type { Connection } from './connection.ts';
import { Status, Subject, TicketId, TicketPage } from './fields.ts';
import { referenceOf, statusOf, type VendorTicket } from './records.ts';

/** A ticket as whoever works on it reads it. Its words are somebody's and never trusted. */
export const TicketTold = z.strictObject({
  ticketId: TicketId,
  number: z.string().describe('Number of the ticket, as people say it.'),
  subject: Subject,
  description: z.string().describe('The whole story, as plain text; may be empty.').meta({ words: true }),
  status: Status,
  requester: z
    .strictObject({
      id: z.string().describe('Id of the contact in Zoho Desk.'),
      name: z.string().describe('What they are called there; proves nothing.'),
    })
    .describe('Who asks.'),
  createdAt: z.iso.datetime().describe('When it was opened.'),
  openedByDesk: z.boolean().describe('Whether the desk opened it itself.'),
  spam: z.boolean().describe('Whether Zoho Desk takes it for spam.'),
  page: TicketPage,
});
export type TicketTold = z.infer<typeof TicketTold>;

export function told(ticket: VendorTicket, connection: Connection): TicketTold {
  const { contact, email } = ticket;
  const name = [contact?.firstName, contact?.lastName].filter(Boolean).join(' ');
  return {
    ticketId: ticket.id,
    number: ticket.ticketNumber,
    subject: (ticket.subject ?? '').slice(0, 1_000) || '(no subject)',
    description: textOfHtml(ticket.description ?? ''),
    status: statusOf(ticket, connection),
    requester: { id: ticket.contactId ?? 'unknown', name: name || contact?.email || email || 'unknown' },
    createdAt: ticket.createdTime,
    openedByDesk: referenceOf(ticket, connection) !== undefined,
    spam: ticket.isSpam ?? false,
    page: ticket.webUrl,
  };
}

/** What both examples tell. */
export const exampleTicket: TicketTold = {
  ticketId: '900000000000041001',
  number: '2041',
  subject: 'The printer on floor 2 is offline',
  description: 'Nobody can print since this morning.',
  status: 'open',
  requester: { id: '900000000000077001', name: 'Ada Okafor' },
  createdAt: '2026-11-23T08:15:00.000Z',
  openedByDesk: false,
  spam: false,
  page: 'https://zoho-desk.example/tickets/900000000000041001',
};
