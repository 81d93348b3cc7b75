import type { Approval, Vote } from '../domain/approval.ts';
import { refusalOf } from '../domain/decision.ts';
import { isSamePerson, type Person } from '../domain/person.ts';

/** As people are shown it: while it is open, only with the votes that count now. Once it is decided, it has those that decided it. */
export function withStandingVotes(approval: Approval, people: readonly Person[]): Approval {
  return approval.state === 'pending' ? { ...approval, votes: standingVotes(approval, people) } : approval;
}

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
