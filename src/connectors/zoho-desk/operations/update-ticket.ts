import { z } from 'zod';
import { operation } from '../../operation.ts';
import { Priority, Status, Subject, TicketCategory, TicketId } from '../fields.ts';

export const updateTicket = operation({
  title: 'Update help desk ticket',
  summary: 'Changes the named fields of a Zoho Desk ticket and leaves the others alone.',
  risk: 'routine',
  repeatable: true,
  input: z.strictObject({
    ticketId: TicketId,
    subject: Subject.optional(),
    priority: Priority.optional(),
    category: TicketCategory.optional(),
    status: Status.exclude(['closed'])
      .optional()
      .describe('Where the ticket stands now; to close it, use closeTicket.'),
  }),
  output: z.strictObject({ ticketId: TicketId, status: Status }),
  example: {
    input: { ticketId: '900000000000041001', priority: 'high', status: 'on-hold' },
    output: { ticketId: '900000000000041001', status: 'on-hold' },
  },
});
