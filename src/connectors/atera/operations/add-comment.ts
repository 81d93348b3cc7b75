import { z } from 'zod';
import { operation } from '../../operation.ts';
import type { Atera } from '../client.ts';
import { findComment, writeComment } from '../comments.ts';
import { TicketId } from '../fields.ts';
import { readTicket } from '../tickets.ts';

export const addComment = operation({
  title: 'Comment on Atera ticket',
  summary: 'Adds a comment to an Atera ticket; only technicians see it unless told otherwise.',
  risk: 'routine',
  repeatable: false,
  input: z.strictObject({
    ticketId: TicketId,
    text: z.string().min(1).max(20_000).describe('The comment, as plain text.').meta({ words: true }),
    private: z.boolean().default(true).describe('Whether only technicians see it.'),
  }),
  output: z.strictObject({ ticketId: TicketId }),
  example: {
    input: { ticketId: 5203, text: 'Waiting for a technician to clean the disk.', private: true },
    output: { ticketId: 5203 },
  },
  async run({ ticketId, text, private: isPrivate }, client: Atera, call) {
    await readTicket(ticketId, client, call.signal);
    await writeComment({ ticketId, text, isPrivate }, client, call);
    return { ticketId };
  },
  async find({ ticketId }, client: Atera, call) {
    await readTicket(ticketId, client, call.signal);
    return (await findComment(ticketId, client, call)) ? { ticketId } : 'absent';
  },
});
