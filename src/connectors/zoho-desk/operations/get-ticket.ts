import { z } from 'zod';
import { operation } from '../../operation.ts';
import type { DeskClient } from '../client.ts';
import { TicketId } from '../fields.ts';
import { readTicket } from '../records.ts';
import { exampleTicket, TicketTold, told } from '../told.ts';

export const getTicket = operation({
  title: 'Read help desk ticket',
  summary: 'Reads a Zoho Desk ticket: what it says, who asks and where it stands.',
  risk: 'read',
  repeatable: true,
  input: z.strictObject({ ticketId: TicketId }),
  output: TicketTold,
  example: { input: { ticketId: exampleTicket.ticketId }, output: exampleTicket },
  async run({ ticketId }, client: DeskClient, { signal }) {
    return told(await readTicket(client, ticketId, signal), client.connection);
  },
});
