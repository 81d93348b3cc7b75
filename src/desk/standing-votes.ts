import type { Approval, Vote } from '../domain/approval.ts';
import { refusalOf } from '../domain/decision.ts';
import { isSamePerson, type Person } from '../domain/person.ts';

/** The votes that count now: of people who may still approve it, one of each human. */
export function standingVotes(approval: Approval, people: readonly Person[]): Vote[] {
  const counted: Person[] = [];
  return approval.votes.filter(({ by: { id }, surface }) => {
    const by = people.find((person) => person.id === id);
    if (!by || refusalOf(approval, { by, surface, digest: approval.digest })) return false;
    if (counted.some((other) => isSamePerson(other, by))) return false;
    counted.push(by);
    return true;
  });
}
