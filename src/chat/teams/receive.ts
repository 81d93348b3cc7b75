import { legible } from '../../lib/legible.ts';
import type { Log } from '../../lib/log.ts';
import type { Ears } from '../ears.ts';
import type { Acquaintances } from './acquaintances.ts';
import { type Activity, placeOf, senderOf } from './activity.ts';
import { type Answer, answerOf, notUnderstood, Press, said, typedOn } from './press.ts';
import { ownDataKey } from './render.ts';
import { typedText } from './typed-text.ts';

interface Parts {
  readonly ears: Ears;
  readonly acquaintances: Acquaintances;
  readonly log: Log;
  readonly now: () => Date;
}

/** What Teams tells us, told to the desk in its own words. Throws only when nothing was written down. */
export type Receive = (activity: Activity) => Promise<Answer>;

export function createReceive(parts: Parts): Receive {
  const hear = createHear(parts);
  const kinds: Readonly<Record<string, Receive>> = {
    message: hear,
    invoke: createFeel(parts),
    installationUpdate: async (activity) => (isOwnInstallation(activity) ? hear(activity) : { status: 200 }),
  };

  return async (activity) => {
    if (activity.action !== 'remove') await parts.acquaintances.remember(activity);
    return (await kinds[activity.type]?.(activity)) ?? { status: 200 };
  };
}

/** Whoever installs the app for themselves begins a conversation without a word, and is told what it can do. */
function isOwnInstallation({ action, conversation }: Activity): boolean {
  return action === 'add' && conversation.conversationType === 'personal';
}

function createHear({ ears, log, now }: Parts): Receive {
  return async (activity) => {
    const from = senderOf(activity);
    const text = typedText(activity);
    // An old kind of button, which our cards don't have, comes as a message that says nothing.
    const reason = !from ? 'no object id' : !activity.id ? 'no id' : !text && activity.value ? 'no words' : undefined;
    if (!from || !activity.id || reason) {
      log.warn('teams.message.ignored', { reason });
      return { status: 200 };
    }

    await ears.accept({
      kind: 'said',
      id: eventId(activity, activity.id),
      at: timeOf(activity, now),
      place: placeOf(activity),
      from: { ...from, shownName: legible(activity.from.name ?? '') },
      text,
    });
    return { status: 200 };
  };
}

function createFeel({ ears, log, now }: Parts): Receive {
  return async (activity) => {
    const from = senderOf(activity);
    const press = Press.safeParse(activity.value).data;
    // Teams asks by itself whether a card is still fresh. Nobody pressed anything.
    if (press?.trigger === 'automatic') return said('This card is up to date.');
    if (activity.name !== 'adaptiveCard/action' || !press || !activity.id || !activity.replyToId || !from) {
      log.warn('teams.press.ignored', { reason: from ? 'not one of our buttons' : 'no object id' });
      return notUnderstood();
    }

    const place = placeOf(activity);
    const answer = await ears.answer({
      kind: 'pressed',
      id: eventId(activity, activity.id),
      at: timeOf(activity, now),
      place,
      from: { ...from, shownName: legible(activity.from.name ?? '') },
      on: { place, message: activity.replyToId },
      verb: press.action.verb,
      data: press.action.data[ownDataKey],
      fields: typedOn(press),
    });
    return answerOf(answer);
  };
}

/** An activity's id is unique in its conversation only; a repeat carries the same one. */
function eventId({ conversation }: Activity, id: string): string {
  return `${conversation.id}|${id}`;
}

function timeOf({ timestamp }: Activity, now: () => Date): string {
  const told = new Date(timestamp ?? '');
  return (Number.isNaN(told.valueOf()) ? now() : told).toISOString();
}
