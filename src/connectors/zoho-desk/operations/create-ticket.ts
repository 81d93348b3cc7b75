import { z } from 'zod';
import { operation } from '../../operation.ts';
import { vendorError } from '../../vendor-error.ts';
import type { DeskClient } from '../client.ts';
import type { Connection } from '../connection.ts';
import { Priority, Status, Subject, TicketCategory, TicketId, TicketPage } from '../fields.ts';
import { findOwnTicket } from '../find-own.ts';
import { asHtml } from '../html.ts';
import { markOf } from '../mark.ts';
import { priorityNames, statusOf, VendorTicket } from '../records.ts';
import { VENDOR } from '../vendor.ts';

/** As the vendor's own description says. */
const LONGEST_DESCRIPTION = 65_535;

export const createTicket = operation({
  title: 'Create help desk ticket',
  summary: "Opens a ticket in the customer's Zoho Desk department.",
  risk: 'routine',
  repeatable: false,
  input: z.strictObject({
    subject: Subject,
    description: z.string().min(1).max(32_000).describe('The whole story, as plain text.').meta({ words: true }),
    requester: z.string().min(1).max(320).describe('Who needs help: e-mail address, or the name if there is none.'),
    priority: Priority.default('medium'),
    category: TicketCategory.optional(),
    reference: z.string().min(1).max(100).optional().describe("The desk's own ticket id, which the ticket names."),
  }),
  output: z.strictObject({
    ticketId: TicketId,
    number: z.string().describe('Number of the ticket, as people say it.'),
    status: Status,
    page: TicketPage,
  }),
  example: {
    input: {
      subject: 'The printer on floor 2 is offline',
      description: 'Nobody can print since this morning.',
      requester: 'ada@contoso.com',
      priority: 'medium',
      category: 'printer_issue',
      reference: 'T-1042',
    },
    output: {
      ticketId: '900000000000041001',
      number: '2041',
      status: 'open',
      page: 'https://zoho-desk.example/tickets/900000000000041001',
    },
  },
  async run(input, client: DeskClient, { reference, signal }) {
    const { connection } = client;
    const { fields, department } = connection;
    const json = {
      subject: input.subject,
      departmentId: department,
      contact: contactOf(input.requester, connection),
      description: asHtml(storyOf(input), LONGEST_DESCRIPTION),
      priority: priorityNames[input.priority],
      cf: { [fields.reference]: markOf(reference), ...(input.category && { [fields.category]: input.category }) },
    };
    const ask = { method: 'POST', path: '/tickets', json, repeat: 'once' } as const;
    return told(await client.request(ask, VendorTicket, signal), connection);
  },
  async find(_input, client, { reference, signal }) {
    const ticket = await findOwnTicket(client, reference, signal);
    return ticket === 'absent' ? ticket : told(ticket, client.connection);
  },
});

function told(ticket: VendorTicket, connection: Connection) {
  const { id, ticketNumber, webUrl } = ticket;
  return { ticketId: id, number: ticketNumber, status: statusOf(ticket, connection), page: webUrl };
}

function storyOf({
  description,
  requester,
  reference,
}: {
  description: string;
  requester: string;
  reference?: string | undefined;
}) {
  const written = reference === undefined ? requester : `${requester}, ${reference}`;
  return `${description}\n\n(${written})`;
}

/** Names are never looked up: the contacts of an organisation are those of all its departments. */
function contactOf(requester: string, { contact }: Connection) {
  const email = z.email().max(255).safeParse(requester).data;
  if (email) return { email, lastName: email.slice(0, email.indexOf('@')).slice(0, 200) };
  if (contact) return { email: contact, lastName: requester.slice(0, 200) };
  throw vendorError(VENDOR, 'Not accepted', {
    detail: 'requester without an e-mail address',
    remedy:
      'Give the e-mail address, or set contact in desk.yaml: the address for tickets of people known by name only.',
    definite: true,
  });
}
