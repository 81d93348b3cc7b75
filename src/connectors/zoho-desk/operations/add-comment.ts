import { z } from 'zod';
import { operation } from '../../operation.ts';
import type { DeskClient } from '../client.ts';
import { findComment, VendorComment, withReference } from '../comments.ts';
import { TicketId } from '../fields.ts';
import { readTicket } from '../records.ts';

export const addComment = operation({
  title: 'Comment on help desk ticket',
  summary: 'Adds a comment to a Zoho Desk ticket; only technicians see it unless told otherwise.',
  risk: 'routine',
  repeatable: false,
  input: z.strictObject({
    ticketId: TicketId,
    text: z.string().min(1).max(31_900).describe('The comment, as plain text.').meta({ words: true }),
    private: z.boolean().default(true).describe('Whether only technicians see it.'),
  }),
  output: z.strictObject({ ticketId: TicketId, commentId: z.string().describe('Id of the comment.') }),
  example: {
    input: { ticketId: '900000000000041001', text: 'A technician looks at it at two.', private: true },
    output: { ticketId: '900000000000041001', commentId: '900000000000052001' },
  },
  async run({ ticketId, text, ...wanted }, client: DeskClient, { reference, signal }) {
    await readTicket(client, ticketId, signal);

    const json = { content: withReference(text, reference), contentType: 'plainText', isPublic: !wanted.private };
    const ask = { method: 'POST', path: `/tickets/${ticketId}/comments`, json, repeat: 'once' } as const;
    const { id } = await client.request(ask, VendorComment, signal);
    return { ticketId, commentId: id };
  },
  async find({ ticketId }, client, { reference, signal }) {
    await readTicket(client, ticketId, signal);
    const comment = await findComment(client, ticketId, reference, signal);
    return comment === 'absent' ? comment : { ticketId, commentId: comment.id };
  },
});
