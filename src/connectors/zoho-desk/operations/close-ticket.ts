import { z } from 'zod';
import { ConnectorError } from '../../connector-error.ts';
import { operation } from '../../operation.ts';
import { vendorError } from '../../vendor-error.ts';
import type { DeskClient } from '../client.ts';
import { TicketId } from '../fields.ts';
import { readTicket, VendorTicket } from '../records.ts';
import { VENDOR } from '../vendor.ts';

export const closeTicket = operation({
  title: 'Close help desk ticket',
  summary: 'Closes a Zoho Desk ticket and says how it was solved, unless somebody has done both already.',
  risk: 'routine',
  repeatable: true,
  input: z.strictObject({
    ticketId: TicketId,
    resolution: z
      .string()
      .min(1)
      .max(20_000)
      .describe('How it was solved; the requester may read it.')
      .meta({ words: true }),
  }),
  output: z.strictObject({
    ticketId: TicketId,
    status: z.literal('closed').describe('Always closed.'),
  }),
  example: {
    input: { ticketId: '900000000000041001', resolution: 'The printer has a new network cable.' },
    output: { ticketId: '900000000000041001', status: 'closed' },
  },
  async run({ ticketId, resolution }, client: DeskClient, { signal }) {
    const { closed } = client.connection.statuses;
    const before = await readTicket(client, ticketId, signal);
    if (before.statusType === 'Closed' && before.resolution) return { ticketId, status: 'closed' as const };

    const json = { status: closed, resolution };
    const ask = { method: 'PATCH', path: `/tickets/${ticketId}`, json, repeat: 'safe' } as const;
    const { statusType } = await client.request(ask, VendorTicket, signal).catch((error: unknown) => {
      throw error instanceof ConnectorError && error.kind === 'invalid' && error.definite
        ? notClosed(closed, error)
        : error;
    });
    if (statusType !== 'Closed') throw notClosed(closed);
    return { ticketId, status: 'closed' as const };
  },
});

/** Refused with a cause; without one it was taken, but the ticket stayed open. */
function notClosed(status: string, cause?: ConnectorError): ConnectorError {
  return vendorError(VENDOR, 'Not accepted', {
    detail: 'the ticket was not closed',
    remedy: `A person closes it in Zoho Desk. So that the desk can: no field may be mandatory for closing, no blueprint may forbid it, and the state "${status}" has to be of the type closed; another name is set under statuses in desk.yaml.`,
    definite: cause !== undefined,
    cause,
  });
}
