import type { DeskArticle, DeskComment, DeskTicket, Organisation } from './organisation.ts';

/** A ticket in a list or a search: neither what it says nor its custom fields. */
export function inList({ rules }: Organisation, ticket: DeskTicket) {
  const { id, ticketNumber, departmentId, contactId, createdTime, subject, status, priority, email } = ticket;
  const { isSpam, isTrashed } = ticket;
  return {
    id,
    ticketNumber,
    departmentId,
    contactId,
    createdTime,
    modifiedTime: createdTime,
    subject,
    status,
    statusType: rules.statuses[status],
    priority,
    email,
    isSpam,
    isTrashed,
    webUrl: `https://desk.zoho.eu/agent/tickets/${id}`,
  };
}

/** One ticket, asked for by its id. */
export function inFull(desk: Organisation, ticket: DeskTicket, withContact: boolean) {
  const { description, resolution, cf, contact } = ticket;
  return { ...inList(desk, ticket), description, resolution, cf, ...(withContact && { contact }) };
}

export function commentShown(comment: DeskComment) {
  return comment;
}

export function articleShown(article: DeskArticle) {
  return { ...article, answer: 'At length.' };
}
