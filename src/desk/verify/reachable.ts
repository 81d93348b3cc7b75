import type { Person } from '../../domain/person.ts';
import type { DeskParts } from '../parts.ts';

/** Whether somebody is linked on a chat that is connected, where they can read and press. */
export function isReachable({ identities }: Person, { platforms }: Pick<DeskParts, 'platforms'>): boolean {
  return identities.some(({ platform }) => platforms.get(platform)?.isInteractive);
}
