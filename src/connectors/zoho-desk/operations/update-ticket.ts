import { z } from 'zod';
import { operation } from '../../operation.ts';
import type { DeskClient } from '../client.ts';
import type { Connection } from '../connection.ts';
import { Priority, Status, Subject, TicketCategory, TicketId } from '../fields.ts';
import { priorityNames, readTicket, statusOf, VendorTicket } from '../records.ts';

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
  async run({ ticketId, ...wanted }, client: DeskClient, { signal }) {
    const { connection } = client;
    const before = await readTicket(client, ticketId, signal);
    const json = changes(wanted, connection);
    if (Object.keys(json).length === 0) return { ticketId, status: statusOf(before, connection) };

    const ask = { method: 'PATCH', path: `/tickets/${ticketId}`, json, repeat: 'safe' } as const;
    return { ticketId, status: statusOf(await client.request(ask, VendorTicket, signal), connection) };
  },
});

interface Wanted {
  readonly subject?: string | undefined;
  readonly priority?: Priority | undefined;
  readonly category?: string | undefined;
  readonly status?: Exclude<Status, 'closed'> | undefined;
}

function changes({ subject, priority, category, status }: Wanted, { fields, statuses }: Connection) {
  return {
    ...(subject !== undefined && { subject }),
    ...(priority && { priority: priorityNames[priority] }),
    ...(category && { cf: { [fields.category]: category } }),
    ...(status && { status: statuses[status] }),
  };
}
