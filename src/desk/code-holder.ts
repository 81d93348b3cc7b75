import type { Approval } from '../domain/approval.ts';
import { longKnown } from '../domain/link.ts';
import { isSamePerson, type Person } from '../domain/person.ts';
import type { Delivery } from './deliveries.ts';
import type { DeskParts } from './parts.ts';
import type { Run } from './run.ts';

/** What it takes to know. */
export type CodeHolderParts = Pick<DeskParts, 'roster' | 'platforms'> & {
  readonly approvals: { read(id: string): Promise<Pick<Approval, 'decidedBy'> | undefined> };
};

/**
 * Who is shown the code of a link: whoever gets it, by pressing a button in their own chat. Where somebody gets it in the place
 * of the one it is about, that is whoever vouched for it by approving it, and reads the code out: docs/decisions/0028.
 */
export async function codeHolderOf(
  recipient: Person,
  delivery: Delivery,
  run: Run,
  parts: CodeHolderParts,
): Promise<Person> {
  if (recipient.id !== run.customer.handover?.contact || recipient.id === run.ticket.requester.id) return recipient;
  const grant = run.grants.get(delivery.maker);
  const approval = grant ? await parts.approvals.read(grant.approvalId) : undefined;
  const { people } = await parts.roster();
  const vouching = people.find(({ id }) => id === approval?.decidedBy?.id);
  if (!vouching || isSamePerson(vouching, recipient)) return recipient;
  const isOnAChat = longKnown(vouching).identities.some(({ platform }) => parts.platforms.get(platform)?.isInteractive);
  return isOnAChat ? vouching : recipient;
}
