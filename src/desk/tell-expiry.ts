import { noticeMessage } from '../cards/notice.ts';
import { plain } from '../cards/plain.ts';
import type { Approval } from '../domain/approval.ts';
import { hasRole, isSamePerson } from '../domain/person.ts';
import { aboutOf } from './about-of.ts';
import type { DeskParts } from './parts.ts';
import { tellConcerned } from './tell-concerned.ts';

/** Tells everybody who was asked, and the technicians, that the time is over. Whoever asked is told at the end of the run. */
export async function tellExpiry(approval: Approval, parts: DeskParts): Promise<void> {
  const roster = await parts.roster();
  const { customerId, approverIds, requester } = approval;
  const customer = roster.customers.find(({ id }) => id === customerId);
  if (!customer) return; // one that has gone is served no more
  const concerned = roster.people.filter(
    (one) => !isSamePerson(one, requester) && (approverIds.includes(one.id) || hasRole(one, 'technician', customerId)),
  );
  const who = plain(requester.name, 80);
  const text = `Nobody decided in time: ${aboutOf([approval], { approvals: [approval] }, customer.name)}, asked by ${who}. Nothing was changed. ${who} can ask again.`;
  await tellConcerned([approval], concerned, customer, noticeMessage(text), parts);
}
