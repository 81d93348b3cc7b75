import type { ChatEvent } from '../chat/event.ts';
import type { Doubt } from '../domain/belonging.ts';
import { holdsRole, type Identity, type Person } from '../domain/person.ts';
import { personOf } from '../domain/roster.ts';
import { unlessAborted } from '../lib/unless-aborted.ts';
import type { DeskParts } from './parts.ts';

/** Somebody at this moment: with their roles only if the chat they are on says that they belong there. */
export interface Caller extends Person {
  /** Who they are on that chat. */
  readonly through: Identity;
  /** Why they have no role at this moment. */
  readonly doubt?: Doubt;
}

type Parts = Pick<DeskParts, 'platforms' | 'roster' | 'log'>;

/** Teams waits five seconds for the answer to a press; longer than this nobody's roles are looked for. */
const LOOK_WITHIN_MS = 3_000;

/** Who does this. Whoever holds a role is looked up on the chat each time: an answer of yesterday would keep a guest's rights. */
export async function callerOf({ from, place }: Pick<ChatEvent, 'from' | 'place'>, parts: Parts): Promise<Caller> {
  const { shownName, ...through } = from;
  const person = personOf(through, shownName, await parts.roster());
  if (!Object.keys(person.roles).some((customerId) => holdsRole(person, customerId))) return { ...person, through };

  const belonging = await belongingOf(through, place, parts);
  if (belonging === 'member') return { ...person, through };
  parts.log.warn('caller.doubted', { person: person.id, platform: through.platform, doubt: belonging });
  return { ...person, through, roles: {}, doubt: belonging };
}

/** What the chat says of them, or `unknown`. */
export async function belongingOf(through: Identity, place: ChatEvent['place'], { platforms, log }: Parts) {
  try {
    const platform = platforms.get(place.platform);
    if (!platform) return 'unknown';
    return await unlessAborted(platform.belonging(through, place), AbortSignal.timeout(LOOK_WITHIN_MS));
  } catch (cause) {
    log.warn('caller.not-looked-up', { platform: place.platform, cause });
    return 'unknown';
  }
}
