import type { Approval, Vote } from '../domain/approval.ts';
import type { Person } from '../domain/person.ts';
import type { Roster } from '../domain/roster.ts';
import { belongingOf } from './caller.ts';
import type { DeskParts } from './parts.ts';

type Parts = Pick<DeskParts, 'roster' | 'platforms' | 'log'> & {
  readonly approvals: Pick<DeskParts['approvals'], 'read'>;
};

/**
 * Everybody, where whoever approved and is no member of that chat any more has no role. A chat that does not answer takes
 * nobody's: it was asked when they approved.
 */
export async function rosterToday(approvalId: string, parts: Parts): Promise<Roster> {
  const [roster, approval] = await Promise.all([parts.roster(), parts.approvals.read(approvalId)]);
  const people = await Promise.all(
    roster.people.map(async (person) => {
      const vote = approval?.votes.find(({ by }) => by.id === person.id);
      return approval && vote && (await hasLeft(person, vote, approval, parts)) ? { ...person, roles: {} } : person;
    }),
  );
  return { ...roster, people };
}

/** Whether none of their identities on the chat where they voted is a member's. */
async function hasLeft({ identities }: Person, { surface }: Vote, { cards }: Approval, parts: Parts): Promise<boolean> {
  const places = cards.map(({ place }) => place).filter(({ platform }) => platform === surface);
  const asked = identities.flatMap((identity) => {
    const place = places.find(({ workspace }) => workspace === identity.workspace) ?? places[0];
    return place && identity.platform === surface ? [belongingOf(identity, place, parts)] : [];
  });
  const belongings = await Promise.all(asked);
  return belongings.length > 0 && belongings.every((one) => one !== 'member' && one !== 'unknown');
}
