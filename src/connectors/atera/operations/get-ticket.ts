import { z } from 'zod';
import { operation } from '../../operation.ts';
import type { Atera } from '../client.ts';
import { TicketId } from '../fields.ts';
import { HelpTicket, readTicket } from '../tickets.ts';

export const getTicket = operation({
  title: 'Read Atera ticket',
  summary: 'Reads one ticket of the customer as it is now.',
  risk: 'read',
  repeatable: true,
  input: z.strictObject({ ticketId: TicketId }),
  output: HelpTicket,
  example: {
    input: { ticketId: 5203 },
    output: {
      ticketId: 5203,
      ticketNumber: '1203',
      subject: 'Laptop is very slow',
      body: 'It takes ten minutes to start since Monday.',
      requester: { id: '411', name: 'Ada Marsh' },
      status: 'Open',
      createdAt: '2026-11-20T08:12:00Z',
      openedByDesk: false,
    },
  },
  run({ ticketId }, client: Atera, { signal }) {
    return readTicket(ticketId, client, signal);
  },
});
