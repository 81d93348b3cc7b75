import type { Approval } from '../domain/approval.ts';
import type { Person } from '../domain/person.ts';
import { decidersOf } from './asked-approval.ts';

/** Those whose answer to one of these at least is missing: they may decide it as it stands, and have not said yes. */
export function undecided(approvals: readonly Approval[], people: readonly Person[]): Person[] {
  return people.filter((one) =>
    approvals.some(
      (approval) => decidersOf(approval, [one]).length > 0 && !approval.votes.some(({ by }) => by.id === one.id),
    ),
  );
}
