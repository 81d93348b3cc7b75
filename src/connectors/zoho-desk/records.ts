import { z } from 'zod';
import { vendorError } from '../vendor-error.ts';
import { ZohoId } from '../zoho-accounts.ts';
import { type DeskClient, pageOf } from './client.ts';
import type { Connection } from './connection.ts';
import type { Priority, Status } from './fields.ts';
import { VENDOR } from './vendor.ts';

const When = z.string().transform((text, context) => {
  const at = new Date(text);
  if (!Number.isNaN(at.getTime())) return at.toISOString();
  context.addIssue('expected a time');
  return z.NEVER;
});

/** A ticket as Zoho Desk tells it, in the fields we use. */
export const VendorTicket = z.object({
  id: ZohoId,
  ticketNumber: z.union([ZohoId, z.int().transform(String)]),
  departmentId: ZohoId,
  contactId: ZohoId.nullish(),
  subject: z.string().nullish(),
  description: z.string().nullish(),
  status: z.string(),
  statusType: z.enum(['Open', 'On Hold', 'Closed']),
  priority: z.string().nullish(),
  resolution: z.string().nullish(),
  webUrl: z.url({ protocol: /^https$/ }),
  createdTime: When,
  email: z.string().nullish(),
  contact: z
    .object({ firstName: z.string().nullish(), lastName: z.string().nullish(), email: z.string().nullish() })
    .nullish(),
  cf: z.record(z.string(), z.unknown()).nullish(),
  isSpam: z.boolean().nullish(),
  isTrashed: z.boolean().nullish(),
});
export type VendorTicket = z.infer<typeof VendorTicket>;

/** Reads a ticket of the customer. Another department's is not there. */
export async function readTicket(client: DeskClient, ticketId: string, signal: AbortSignal): Promise<VendorTicket> {
  const ask = { method: 'GET', path: `/tickets/${ticketId}`, query: { include: 'contacts' }, repeat: 'safe' } as const;
  const ticket = await client.request(ask, VendorTicket, signal);
  if (ticket.id === ticketId && ticket.departmentId === client.connection.department && !ticket.isTrashed)
    return ticket;
  throw vendorError(VENDOR, 'Not found', {
    remedy: "Check the ticket's id; it has to be one of the department that desk.yaml names.",
    definite: true,
  });
}

/** One page of the department's tickets, newest first. */
export async function newestTickets(
  client: DeskClient,
  { from = 0, limit }: { readonly from?: number; readonly limit: number },
  signal: AbortSignal,
): Promise<readonly VendorTicket[]> {
  const query = { departmentId: client.connection.department, sortBy: '-createdTime', from, limit };
  return client.request({ method: 'GET', path: '/tickets', query, repeat: 'safe' }, pageOf(VendorTicket), signal);
}

/** The desk's own reference, on tickets that the desk has opened. */
export function referenceOf({ cf }: VendorTicket, { fields }: Connection): string | undefined {
  const reference = cf?.[fields.reference];
  return typeof reference === 'string' && reference !== '' ? reference : undefined;
}

/** States have other names in every organisation; their types are the same in all of them. */
export function statusOf({ status, statusType }: VendorTicket, { statuses }: Connection): Status {
  if (statusType === 'Closed') return 'closed';
  if (statusType === 'On Hold') return 'on-hold';
  return status === statuses.escalated ? 'escalated' : 'open';
}

/** The vendor's names for how urgent something is. */
export const priorityNames = { low: 'Low', medium: 'Medium', high: 'High', urgent: 'Urgent' } satisfies Record<
  Priority,
  string
>;
