import { z } from 'zod';
import { ConnectorError } from '../connector-error.ts';
import type { Call } from '../operation.ts';
import { vendorError } from '../vendor-error.ts';
import type { Atera } from './client.ts';
import { markOf } from './reference.ts';
import { changedTickets, readTicket } from './tickets.ts';
import { VENDOR } from './vendor.ts';

const Created = z.object({ ActionID: z.string().regex(/^[1-9]\d*$/) });

interface NewTicket {
  readonly contact: number;
  readonly title: string;
  readonly description: string;
  readonly type: 'Incident' | 'Request';
  readonly priority: 'low' | 'medium' | 'high' | 'critical';
}

interface OpenedTicket {
  readonly ticketId: number;
  readonly ticketNumber: string;
}

const priorities = { low: 'Low', medium: 'Medium', high: 'High', critical: 'Critical' } as const;

/** Opens a ticket that can be recognised as this call's. */
export async function openTicket(
  { contact, title, description, type, priority }: NewTicket,
  client: Atera,
  { reference, signal }: Call,
): Promise<OpenedTicket> {
  const json = {
    EndUserID: contact,
    TicketTitle: title,
    Description: `${description}\n\nReference: ${markOf(reference)}`,
    TicketType: type,
    TicketPriority: priorities[priority],
  };
  const { ActionID } = await client.add('/tickets', json, Created, signal);
  return { ticketId: Number(ActionID), ticketNumber: await numberOf(Number(ActionID), client, signal) };
}

/** The ticket is there, whether or not its number can be read: what fails here must not look as if it were not. */
async function numberOf(ticketId: number, client: Atera, signal: AbortSignal): Promise<string> {
  try {
    return (await readTicket(ticketId, client, signal)).ticketNumber;
  } catch (error) {
    if (error instanceof ConnectorError) return `${ticketId}`;
    throw error;
  }
}

const LOOK_BACK_MS = 7 * 24 * 60 * 60 * 1_000;

/**
 * The ticket that this call has opened. That none is found proves nothing: Atera promises nowhere that a description
 * comes back as it was written.
 */
export async function findTicket(client: Atera, { reference, signal }: Call): Promise<OpenedTicket> {
  const since = new Date(client.now().getTime() - LOOK_BACK_MS);
  const mark = markOf(reference);
  for await (const { ticketId, ticketNumber, body } of changedTickets(since, client, signal))
    if (body.includes(mark)) return { ticketId, ticketNumber };
  throw vendorError(VENDOR, 'Not found', {
    detail: 'no ticket with the reference of this call',
    remedy: 'Look in Atera for a ticket that was opened at that time, and say whether it is there.',
    definite: false,
  });
}
