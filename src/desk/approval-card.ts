import { approvalMessage } from '../cards/approval.ts';
import type { Message } from '../cards/card.ts';
import type { Approval } from '../domain/approval.ts';
import type { Roster } from '../domain/roster.ts';
import { withStandingVotes } from './standing-votes.ts';
import { undecided } from './undecided.ts';

/** An approval as everybody sees it now. */
export function approvalCard(approval: Approval, roster: Roster, look?: { readonly typed: true }): Message {
  const { name } = roster.customers.find(({ id }) => id === approval.customerId) ?? { name: approval.customerId };
  const colleagues = undecided([approval], roster.people);
  return approvalMessage(withStandingVotes(approval, roster.people), name, { ...look, colleagues });
}
