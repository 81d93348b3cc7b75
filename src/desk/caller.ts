import type { ChatEvent } from '../chat/event.ts';
import type { Belonging } from '../domain/belonging.ts';
import { holdsRole, type Identity, type Person } from '../domain/person.ts';
import { personOf } from '../domain/roster.ts';
import { unlessAborted } from '../lib/unless-aborted.ts';
import type { DeskParts } from './parts.ts';

/** Somebody at this moment: with their roles only if the chat they are on says that they belong there. */
export interface Caller extends Person {
  /** Who they are on that chat. */
  readonly through: Identity;
  /** What the chat said of them, if it had to be asked. */
  readonly belonging?: KnownBelonging;
}

/** `unknown` is a chat that did not answer. */
export type KnownBelonging = Belonging | 'unknown';

type Parts = Pick<DeskParts, 'platforms' | 'roster' | 'log'>;

/** Teams waits five seconds for the answer to a press; longer than this no chat is asked. */
const ANSWER_WITHIN_MS = 3_000;

/** Who does this. Whoever holds a role is looked up on the chat each time: an answer of yesterday would keep a guest's rights. */
export async function callerOf({ from, place }: Pick<ChatEvent, 'from' | 'place'>, parts: Parts): Promise<Caller> {
  const { shownName, ...through } = from;
  const person = personOf(through, shownName, await parts.roster());
  const needsNone = !Object.keys(person.roles).some((customerId) => holdsRole(person, customerId));
  if (needsNone) return { ...person, through };

  const belonging = await belongingOf(through, place, parts);
  if (belonging === 'member') return { ...person, through, belonging };
  parts.log.warn('caller.without-roles', { person: person.id, platform: through.platform, belonging });
  return { ...person, through, belonging, roles: {} };
}

/** What the chat says of somebody who does something there, or that it says nothing. */
export async function belongingOf(
  through: Identity,
  place: ChatEvent['place'],
  { platforms, log }: Pick<Parts, 'platforms' | 'log'>,
  withinMs = ANSWER_WITHIN_MS,
): Promise<KnownBelonging> {
  try {
    const asked = platforms.get(place.platform)?.belonging(through, place);
    return asked ? await unlessAborted(asked, AbortSignal.timeout(withinMs)) : 'unknown';
  } catch (cause) {
    log.warn('caller.not-looked-up', { platform: place.platform, cause });
    return 'unknown';
  }
}
