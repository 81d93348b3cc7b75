import { longKnown } from '../../domain/link.ts';
import type { Person } from '../../domain/person.ts';
import type { DeskParts } from '../parts.ts';

/** Somebody by what they have been known by for a day, if they can read and press there: it is on a chat that is connected. */
export function reachable(person: Person, { platforms }: Pick<DeskParts, 'platforms'>): Person | undefined {
  const known = longKnown(person);
  return known.identities.some(({ platform }) => platforms.get(platform)?.isInteractive) ? known : undefined;
}
