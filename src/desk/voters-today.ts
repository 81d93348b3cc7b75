import type { Approval, Vote } from '../domain/approval.ts';
import { isAtHome, type Person } from '../domain/person.ts';
import type { Place } from '../domain/place.ts';
import type { Roster } from '../domain/roster.ts';
import { belongingOf } from './caller.ts';
import type { DeskParts } from './parts.ts';

type Parts = Pick<DeskParts, 'roster' | 'platforms' | 'log'> & {
  readonly approvals: Pick<DeskParts['approvals'], 'read'>;
  readonly batches: Pick<DeskParts['batches'], 'pages'>;
};

/**
 * Everybody, where whoever approved and is no member of that chat any more has no role. A chat that does not answer takes
 * nobody's: it was asked when they approved.
 */
export async function rosterToday(approvalId: string, parts: Parts): Promise<Roster> {
  const [roster, approval] = await Promise.all([parts.roster(), parts.approvals.read(approvalId)]);
  if (!approval) return roster;
  const places = await placesOf(approval, parts);
  const people = await Promise.all(
    roster.people.map(async (person) => {
      const vote = approval.votes.find(({ by }) => by.id === person.id);
      return vote && (await hasLeft(person, vote, places, parts)) ? { ...person, roles: {} } : person;
    }),
  );
  return { ...roster, people };
}

/** Where it was shown: on a card of its own, or on the pages of its list. */
async function placesOf({ cards, batch, step }: Approval, { batches }: Parts): Promise<Place[]> {
  const pages = batch ? [...(await batches.pages(batch.id, step)).values()].flat() : [];
  return [...cards, ...pages].map(({ place }) => place);
}

/** Whether none of their identities where they can have voted is a member's. */
async function hasLeft(
  { identities }: Person,
  { surface }: Vote,
  places: readonly Place[],
  parts: Parts,
): Promise<boolean> {
  const asked = identities.flatMap((identity) => {
    const place = places.find((one) => one.platform === surface && isAtHome({ identities: [identity] }, one));
    return place ? [belongingOf(identity, place, parts)] : [];
  });
  const belongings = await Promise.all(asked);
  return belongings.length > 0 && belongings.every((one) => one !== 'member' && one !== 'unknown');
}
