import { z } from 'zod';
import { operation } from '../../operation.ts';
import type { Atera } from '../client.ts';
import { TicketId } from '../fields.ts';
import { exampleTicket, HelpTicket, readTicket } from '../tickets.ts';

export const getTicket = operation({
  title: 'Read Atera ticket',
  summary: 'Reads one ticket of the customer as it is now.',
  risk: 'read',
  repeatable: true,
  input: z.strictObject({ ticketId: TicketId }),
  output: HelpTicket,
  example: {
    input: { ticketId: 5203 },
    output: exampleTicket,
  },
  run({ ticketId }, client: Atera, { signal }) {
    return readTicket(ticketId, client, signal);
  },
});
