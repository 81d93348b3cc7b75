import { z } from 'zod';
import { operation } from '../../operation.ts';
import { TicketId } from '../fields.ts';

export const closeTicket = operation({
  title: 'Close help desk ticket',
  summary: 'Closes a Zoho Desk ticket and says how it was solved.',
  risk: 'routine',
  repeatable: true,
  input: z.strictObject({
    ticketId: TicketId,
    resolution: z.string().min(1).max(20_000).describe('How it was solved; the requester may read it.'),
  }),
  output: z.strictObject({
    ticketId: TicketId,
    status: z.literal('closed').describe('Always closed.'),
  }),
  example: {
    input: { ticketId: '900000000000041001', resolution: 'The printer has a new network cable.' },
    output: { ticketId: '900000000000041001', status: 'closed' },
  },
});
