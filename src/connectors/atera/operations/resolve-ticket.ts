import { z } from 'zod';
import { operation } from '../../operation.ts';
import type { Atera } from '../client.ts';
import { TicketId } from '../fields.ts';
import { readTicket } from '../tickets.ts';

export const resolveTicket = operation({
  title: 'Resolve Atera ticket',
  summary: 'Sets an Atera ticket to resolved.',
  risk: 'routine',
  repeatable: true,
  input: z.strictObject({ ticketId: TicketId }),
  output: z.strictObject({ ticketId: TicketId }),
  example: { input: { ticketId: 5203 }, output: { ticketId: 5203 } },
  async run({ ticketId }, client: Atera, { signal }) {
    await readTicket(ticketId, client, signal);
    await client.set(`/tickets/${ticketId}`, { TicketStatus: 'Resolved' }, z.unknown(), signal);
    return { ticketId };
  },
});
