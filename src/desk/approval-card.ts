import { approvalMessage } from '../cards/approval.ts';
import type { Message } from '../cards/card.ts';
import type { Approval } from '../domain/approval.ts';
import type { Person } from '../domain/person.ts';
import type { Roster } from '../domain/roster.ts';
import { decidersOf } from './asked-approval.ts';
import { withStandingVotes } from './standing-votes.ts';

/** An approval as everybody sees it now. */
export function approvalCard(approval: Approval, roster: Roster, look?: { readonly typed: true }): Message {
  const { name } = roster.customers.find(({ id }) => id === approval.customerId) ?? { name: approval.customerId };
  const colleagues = undecided(approval, roster.people);
  return approvalMessage(withStandingVotes(approval, roster.people), name, { ...look, colleagues });
}

/** Those whose answer is missing: they may decide it as it stands, and have not said yes. */
export function undecided(approval: Approval, people: readonly Person[]): Person[] {
  return decidersOf(approval, people).filter(({ id }) => !approval.votes.some(({ by }) => by.id === id));
}
