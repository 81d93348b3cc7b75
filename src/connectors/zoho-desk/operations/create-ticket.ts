import { z } from 'zod';
import { operation } from '../../operation.ts';
import { Priority, Status, Subject, TicketCategory, TicketId, TicketPage } from '../fields.ts';

export const createTicket = operation({
  title: 'Create help desk ticket',
  summary: "Opens a ticket in the customer's Zoho Desk department.",
  risk: 'routine',
  repeatable: false,
  input: z.strictObject({
    subject: Subject,
    description: z.string().min(1).max(32_000).describe('The whole story, as plain text.'),
    requester: z.string().min(1).max(320).describe('Who needs help: e-mail address, or the name if there is none.'),
    priority: Priority.default('medium'),
    category: TicketCategory.optional(),
    reference: z.string().min(1).max(100).optional().describe("The desk's own ticket id, by which it is found again."),
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
});
