import { noticeMessage } from '../cards/notice.ts';
import type { Records } from '../connectors/operation.ts';
import type { Customer } from '../domain/customer.ts';
import type { SessionRecord } from '../store/session-notes.ts';
import { isInteractive, say } from './audience.ts';
import type { DeskParts } from './parts.ts';

/** The desk's own records, as one effect may write them. */
export function recordsOf(
  { key, customer }: { readonly key: string; readonly customer: Customer },
  parts: Pick<DeskParts, 'tickets' | 'platforms' | 'roster' | 'log'> & { readonly sessions: SessionRecord },
): Records {
  return {
    async keepSessionNotes({ sessionId, ticketId, text }) {
      await parts.sessions.keep(key, { customerId: customer.id, sessionId, ticketId, text });
      const line = await parts.tickets.find(ticketId, customer.id);
      if (!line || isInteractive(line.ticket.place, parts)) return ['session-record'];
      const head = `Notes of the remote session ${sessionId}:`;
      // What a technician wrote is not cut, as a card would have to.
      await say(line.ticket.place, { ...noticeMessage(head, [text]), text: `${head}\n${text}` }, parts);
      return ['session-record', 'ticket'];
    },
  };
}
