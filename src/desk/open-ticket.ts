import { somebody } from '../audit/asker-facts.ts';
import { record } from '../audit/record.ts';
import { openedFacts } from '../audit/ticket-facts.ts';
import { keyOf, type Said } from '../chat/event.ts';
import { readMetadata } from '../classify/reading/read-metadata.ts';
import type { BatchItem } from '../domain/batch.ts';
import type { Customer } from '../domain/customer.ts';
import type { Person } from '../domain/person.ts';
import { subjectOf, Ticket, type TicketCommand } from '../domain/ticket.ts';
import { isInteractive } from './audience.ts';
import type { DeskParts } from './parts.ts';

/** Longer than this nobody reads, and no chat shows it. In characters. */
export const LONGEST_TICKET = 20_000;

/** Somebody's words, and what they are known to want. */
export interface Request {
  readonly said: Said;
  /** What it comes of, where that is not this one message: what has the same is the same ticket. */
  readonly sourceId?: string;
  readonly text: string;
  readonly command?: TicketCommand;
  readonly requester: Person;
  readonly customer: Customer;
  /** Of the ones that are asked for together. */
  readonly batch?: BatchItem;
}

export type Opened =
  | { readonly outcome: 'opened'; readonly ticket: Ticket }
  | { readonly outcome: 'too-long'; readonly length: number };

/** Writes a ticket down and starts its run. The same message again is the same ticket and the same run. */
export async function openTicket(request: Request, parts: DeskParts): Promise<Opened> {
  const { said, sourceId = keyOf(said), text, command, requester, customer, batch } = request;
  if (text.length > LONGEST_TICKET) return { outcome: 'too-long', length: text.length };

  const subject = subjectOf(text);
  const draft = Ticket.omit({ id: true }).parse({
    customerId: customer.id,
    requester,
    place: said.place,
    subject,
    body: text,
    receivedAt: said.at,
    metadata: readMetadata(subject, text, requester),
    ...(isInteractive(said.place, parts) ? {} : { helpDesk: said.id }),
    ...(command ? { command } : {}),
    ...(batch ? { batch } : {}),
  });
  const ticket = await parts.tickets.open(sourceId, draft);
  await record(parts.pool, {
    customerId: customer.id,
    onceKey: `${ticket.id}:opened`,
    actor: requester.id,
    action: 'ticket.opened',
    runId: ticket.id,
    facts: openedFacts(somebody(requester, said.from, { isInteractive: isInteractive(said.place, parts) }), ticket),
  });
  await parts.runs().start(ticket.id, ticket);
  parts.log.info('ticket.opened', { ticket: ticket.id, customer: customer.id, platform: said.place.platform });
  return { outcome: 'opened', ticket };
}
