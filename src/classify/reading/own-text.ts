import type { Ticket } from '../../domain/ticket.ts';
import { takeApart } from './own-words.ts';

/** What the writer says; in a chat the subject is only how that begins. */
export function ownTextOf({ subject, body }: Pick<Ticket, 'subject' | 'body'>): string {
  const { own } = takeApart(subject, body);
  return body.startsWith(subject.replace(/…$/, '')) ? own : `${subject}\n${own}`;
}
