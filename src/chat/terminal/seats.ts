import type { Identity, Person } from '../../domain/person.ts';
import type { Place } from '../../domain/place.ts';

export const PLATFORM = 'terminal';
const WORKSPACE = 'terminal';

/** Somebody the person at the console can be. */
export interface Seat {
  /** What is typed after /as. */
  readonly name: string;
  readonly shownName: string;
  readonly identity: Identity;
}

/** Everybody who has an identity on this terminal, in the order they are given. */
export function seatsOf(people: readonly Person[]): Seat[] {
  return people.flatMap((person) =>
    person.identities
      .filter(({ platform }) => platform === PLATFORM)
      .map((identity) => ({ name: identity.user, shownName: person.name, identity })),
  );
}

/** Where everybody reads along. */
export const helpChannel: Place = { platform: PLATFORM, workspace: WORKSPACE, channel: 'help' };

/** Where one person and the bot are alone. */
export function aloneWith(user: string): Place {
  return { platform: PLATFORM, workspace: WORKSPACE, channel: `@${user}` };
}
