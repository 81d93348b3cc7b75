import { readMetadata } from '../../classify/reading/read-metadata.ts';
import { subjectOf, type Ticket } from '../../domain/ticket.ts';
import type { Labelled } from './labelled.ts';
import { whoeverTypes } from './run.ts';

/** A text as the ticket that the desk would have made of it. */
export function asTicket(id: string, { text }: Pick<Labelled, 'text'>, customerId: string): Ticket {
  const subject = subjectOf(text);
  return {
    id,
    customerId,
    requester: whoeverTypes,
    place: { platform: 'command line', workspace: 'command line', channel: 'file' },
    subject,
    body: text,
    receivedAt: new Date().toISOString(),
    metadata: readMetadata(subject, text, whoeverTypes),
  };
}
