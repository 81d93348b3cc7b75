import type { Message } from '../cards/card.ts';
import { refusalMessage } from '../cards/refusal.ts';
import type { PressAnswer } from '../chat/ears.ts';
import { isSamePerson, isUnlinked, type Person } from '../domain/person.ts';
import type { Place } from '../domain/place.ts';
import { peopleWho, type Right } from '../domain/right.ts';
import { customerAt, type Roster } from '../domain/roster.ts';
import { anyOf } from '../lib/any-of.ts';
import { belongingOf, type Caller, type KnownBelonging } from './caller.ts';
import type { DeskParts } from './parts.ts';

/** A right that somebody was refused; nobody is refused to see tickets or to take back, because everybody has their own. */
export type RefusedRight = Exclude<Right, 'see-tickets' | 'undo'>;

/** What somebody may not do, and about what. */
export interface Refused {
  readonly right: RefusedRight;
  readonly customerId: string;
  /** What it is about, by its id. */
  readonly matter: string;
  /** What others know it by, such as a ticket's number. */
  readonly about?: string;
  /** Why not, where it is another reason than that the role is missing. */
  readonly why?: string;
  /** Who may do it instead; by default everybody who holds the right. */
  readonly helpers?: (roster: Roster) => readonly Person[];
}

export type RefuseParts = Pick<DeskParts, 'roster' | 'platforms' | 'pleas' | 'log'>;

/** The one way to say no: why, who can help, and a button that asks them. Whoever does not belong there hears no names. */
export async function refuse(refused: Refused, by: Caller, place: Place, parts: RefuseParts): Promise<Message> {
  const { right, customerId, matter, about = '' } = refused;
  const roster = await parts.roster();
  const belonging = by.belonging ?? (await belongingOf(by.through, place, parts));
  const why = [...reservations(by, belonging), refused.why ?? reasons[right].why].join(' ');
  const saying = (who: string, plea?: string) => refusalMessage({ why: `${why} ${who}`, plea });

  if (belonging !== 'member' || !isOf(customerId, by, place, roster)) return saying(somebody(right));
  const helpers = helpersOf(refused, by, roster).slice(0, MOST_HELPERS);
  if (helpers.length === 0) return saying(nobody(right));

  const helperIds = helpers.map(({ id }) => id);
  const plea = await parts.pleas.offer({ personId: by.id, customerId, permission: right, matter, about, helperIds });
  return saying(isUnlinked(by) ? somebody(right) : `${anyOf(helpers.map(({ name }) => name))} can.`, plea);
}

/** The same, as the answer to a press. */
export async function refusePress(
  refused: Refused,
  by: Caller,
  place: Place,
  parts: RefuseParts,
): Promise<PressAnswer> {
  const message = await refuse(refused, by, place, parts);
  const hasOffer = (message.card?.actions?.length ?? 0) > 0;
  return { tone: 'refused', text: message.text, ...(hasOffer ? { aside: message } : {}) };
}

const MOST_HELPERS = 5;

/** Why a right is not everybody's, who has it, and what somebody wants who asks for it. */
export const reasons = {
  decide: { why: 'Only approvers of this customer decide this.', who: 'an approver', wish: 'decide a request' },
  'see-cost': {
    why: 'What this costs is shown to technicians, approvers and admins.',
    who: 'a technician',
    wish: 'say what the language model costs',
  },
  rehearse: {
    why: 'Only technicians can see what a workflow would do.',
    who: 'a technician',
    wish: 'look up what a workflow would do',
  },
  correct: {
    why: 'Only a technician or an approver of this customer can correct that.',
    who: 'a technician',
    wish: 'correct what a ticket was taken for',
  },
  answer: { why: 'This question is for somebody else.', who: 'a technician', wish: 'answer a question' },
  'do-tasks': {
    why: 'Only a technician of this customer can say that.',
    who: 'a technician',
    wish: 'say what came of work by hand',
  },
  settle: {
    why: 'Only a technician or an approver of this customer can say that.',
    who: 'a technician',
    wish: 'say whether something has happened',
  },
  'ask-for-many': {
    why: 'Only technicians of this customer ask for many at once.',
    who: 'a technician',
    wish: 'ask for the same for many at once',
  },
  'let-go-on': {
    why: 'Only approvers and admins of this customer decide this.',
    who: 'an approver',
    wish: 'say whether paused changes go on',
  },
  'break-glass': { why: 'Only an admin can ask for break-glass.', who: 'an admin', wish: 'ask for break-glass' },
} satisfies Record<RefusedRight, { why: string; who: string; wish: string }>;

/** Why somebody has no role at this moment, before it is said what the role would be for. */
function reservations(by: Caller, belonging: KnownBelonging): string[] {
  if (belonging !== 'member') return [whyNotHere[belonging]];
  return isUnlinked(by)
    ? [
        'I do not know yet who you are. If I know you on another chat, write /msp link there; else an admin can link you.',
      ]
    : [];
}

/** Why somebody counts for nobody on a chat at this moment. */
export const whyNotHere = {
  guest: 'You are a guest on this chat, and guests hold no role here.',
  outsider: 'You belong to another organisation on this chat, and hold no role here.',
  bot: 'Bots hold no role.',
  gone: 'Your account on this chat is closed, and holds no role here.',
  unknown:
    'This chat did not tell me whether you belong here, so your roles do not count right now. Please try again in a moment.',
} satisfies Record<Exclude<KnownBelonging, 'member'>, string>;

function helpersOf({ right, customerId, helpers }: Refused, by: Person, roster: Roster): readonly Person[] {
  const able = helpers?.(roster) ?? peopleWho(right, customerId, roster);
  return able.filter((one) => !isSamePerson(one, by));
}

/** Whether they have to do with this customer: by a role, or because they are where its people are. */
function isOf(customerId: string, by: Person, place: Place, roster: Roster): boolean {
  return Object.hasOwn(by.roles, customerId) || customerAt(place, roster)?.id === customerId;
}

function somebody(right: RefusedRight): string {
  const { who } = reasons[right];
  return `${who.replace(/^./, (letter) => letter.toUpperCase())} of your organisation's service desk can.`;
}

function nobody(right: RefusedRight): string {
  return `Nobody else is named as ${reasons[right].who}. Whoever keeps desk.yaml can name one.`;
}
