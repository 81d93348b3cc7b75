import { z } from 'zod';
import { operation } from '../../operation.ts';
import { TicketId } from '../fields.ts';

export const addComment = operation({
  title: 'Comment on help desk ticket',
  summary: 'Adds a comment to a Zoho Desk ticket; only technicians see it unless told otherwise.',
  risk: 'routine',
  repeatable: false,
  input: z.strictObject({
    ticketId: TicketId,
    text: z.string().min(1).max(32_000).describe('The comment, as plain text.'),
    private: z.boolean().default(true).describe('Whether only technicians see it.'),
  }),
  output: z.strictObject({ ticketId: TicketId, commentId: z.string().describe('Id of the comment.') }),
  example: {
    input: { ticketId: '900000000000041001', text: 'A technician looks at it at two.', private: true },
    output: { ticketId: '900000000000041001', commentId: '900000000000052001' },
  },
});
