import { breakGlassMessage } from '../cards/break-glass.ts';
import type { PressAnswer } from '../chat/ears.ts';
import type { Pressed } from '../chat/event.ts';
import type { BreakGlass } from '../domain/break-glass.ts';
import { isTooNewFor } from '../domain/link.ts';
import { hasRole, isSamePerson, type Person } from '../domain/person.ts';
import type { Roster } from '../domain/roster.ts';
import type { Duration } from '../lib/duration.ts';
import { inTransaction, type PoolClient } from '../store/pool.ts';
import { tooNew } from './answer-approval.ts';
import { currentCustomer } from './audience.ts';
import { type GlassParts, show, usesOf, write } from './break-glass.ts';
import type { Caller } from './caller.ts';
import { answerWith } from './press-answer.ts';
import { type RefuseParts, refusePress } from './refuse.ts';

const OPEN_FOR: Duration = '60m';
const SHORTEST_REVIEW = 10;

/** What somebody may do with an emergency, and what comes of it. */
interface Deed {
  /** Why they may not; `undefined` when they may. */
  readonly refusal: (glass: BreakGlass, by: Person, people: readonly Person[]) => string | undefined;
  readonly change: (
    client: PoolClient,
    glass: BreakGlass,
    by: Person,
    words: string,
    parts: GlassParts,
  ) => Promise<BreakGlass | undefined>;
  readonly audited: BreakGlass['state'] | 'ended-early';
  readonly done: string;
}

const isAdmin = (glass: BreakGlass, by: Person) => hasRole(by, 'admin', glass.customerId);

const deeds = {
  confirm: {
    refusal: (glass, by, people) => {
      if (!isAdmin(glass, by)) return 'Only an admin of this customer can confirm it.';
      return hadPart(glass, by, people) ? 'You asked for it, so another admin confirms it.' : undefined;
    },
    change: (client, { id }, by, _, { breakGlasses }) =>
      breakGlasses.confirm(client, id, { id: by.id, name: by.name }, OPEN_FOR),
    audited: 'open',
    done: 'Open for 60 minutes. Everybody with a role was told.',
  },
  refuse: {
    refusal: (glass, by) => (isAdmin(glass, by) ? undefined : 'Only an admin of this customer can refuse it.'),
    change: (client, { id }, _, __, { breakGlasses }) => breakGlasses.move(client, id, 'asked', 'refused'),
    audited: 'refused',
    done: 'Refused. Nothing was opened.',
  },
  end: {
    refusal: (glass, by) =>
      isAdmin(glass, by) || hasRole(by, 'approver', glass.customerId)
        ? undefined
        : 'Only an admin or an approver of this customer can end it.',
    change: (client, { id }, _, __, { breakGlasses }) => breakGlasses.move(client, id, 'open', 'over'),
    audited: 'ended-early',
    done: 'Ended. It has to be reviewed now.',
  },
  review: {
    refusal: (glass, by, people) => {
      if (!isAdmin(glass, by) && !hasRole(by, 'auditor', glass.customerId))
        return 'Only an admin or an auditor of this customer can review it.';
      return hadPart(glass, by, people)
        ? 'You had a part in it, so somebody else reviews it. If there is nobody, an auditor can be named in desk.yaml.'
        : undefined;
    },
    change: (client, { id }, by, words, { breakGlasses }) =>
      breakGlasses.review(client, id, { id: by.id, name: by.name }, words),
    audited: 'reviewed',
    done: 'Thank you. It is reviewed.',
  },
} as const satisfies Readonly<Record<string, Deed>>;

/** Takes a press on the card of an emergency: the change and its audit line are one transaction. */
export async function answerBreakGlass(
  what: keyof typeof deeds,
  { data, fields, place }: Pressed,
  by: Caller,
  parts: GlassParts & RefuseParts,
): Promise<PressAnswer> {
  const glass = await parts.breakGlasses.read(data.glass ?? '');
  if (!glass) return answerWith('refused', 'I do not know this any more.');
  const { people } = await parts.roster();
  const deed: Deed = deeds[what];
  const words = fields.review?.trim() ?? '';
  const why = deed.refusal(glass, by, people) ?? refusedAsNew(what, by);
  if (why) {
    parts.log.warn('break-glass.refused', { glass: glass.id, by: by.id, what });
    const helpers = (known: Roster) => known.people.filter((one) => !deed.refusal(glass, one, known.people));
    const refused = { right: 'break-glass', customerId: glass.customerId, matter: glass.id, why, helpers } as const;
    return refusePress(refused, by, place, parts);
  }
  if (what === 'review' && words.length < SHORTEST_REVIEW)
    return answerWith('refused', 'Say what was done and whether it was right, in a sentence.');
  const changed = await inTransaction(parts.pool, async (client) => {
    const moved = await deed.change(client, glass, by, words, parts);
    if (moved) await write(client, deed.audited, moved, by.id);
    return moved;
  });
  const customer = await currentCustomer(glass.customerId, parts);
  if (!changed) {
    const now = (await parts.breakGlasses.read(glass.id)) ?? glass;
    return answerWith(
      'refused',
      'That is over already.',
      breakGlassMessage(now, customer.name, await usesOf(now, parts)),
    );
  }
  await show(changed, customer, parts);
  return answerWith('done', deed.done, breakGlassMessage(changed, customer.name, await usesOf(changed, parts)));
}

/** It opens everything, and what looks at it afterwards lets it be opened again: neither by an account that was linked just now. */
function refusedAsNew(what: keyof typeof deeds, by: Caller): string | undefined {
  const isYes = what === 'confirm' || what === 'review';
  return isYes && isTooNewFor('critical', by, by.through) ? tooNew : undefined;
}

/** Also under another entry. */
function hadPart({ askedBy, confirmedBy }: BreakGlass, by: Person, people: readonly Person[]): boolean {
  return [askedBy, confirmedBy].some((one) => {
    if (!one) return false;
    const known = people.find(({ id }) => id === one.id);
    return one.id === by.id || (known !== undefined && isSamePerson(known, by));
  });
}
