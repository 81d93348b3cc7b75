import { approvalMessage } from '../cards/approval.ts';
import { plain } from '../cards/plain.ts';
import type { PressAnswer } from '../chat/ears.ts';
import type { Pressed } from '../chat/event.ts';
import { type Approval, phraseOf, type Verdict, votesMissing } from '../domain/approval.ts';
import type { DecisionRefusal } from '../domain/decision.ts';
import type { Person } from '../domain/person.ts';
import type { Roster } from '../domain/roster.ts';
import { anyOf } from '../lib/any-of.ts';
import { decidersOf } from './asked-approval.ts';
import { rewrite } from './audience.ts';
import { type Decided, decide } from './decide.ts';
import type { DeskParts } from './parts.ts';
import { answerWith } from './press-answer.ts';

/** Takes an approver's verdict, and says why it doesn't count if it doesn't. */
export async function answerApproval(
  verdict: Verdict,
  { data, fields, from }: Pressed,
  by: Person,
  parts: DeskParts,
): Promise<PressAnswer> {
  const decided = await decide({ ...decisionIn(data, fields), verdict, by, surface: from.platform }, parts);
  const roster = await parts.roster();
  const shown = (approval: Approval, look?: { readonly typed: true }) =>
    approvalMessage(approval, customerNameOf(approval, roster), look);
  switch (decided.outcome) {
    case 'decided':
      return answerWith('done', done[verdict], shown(decided.approval));
    case 'voted':
      await rewrite(decided.approval.cards, shown(decided.approval), parts);
      return answerWith('done', voted(decided.approval), shown(decided.approval));
    case 'type-it':
      return answerWith('refused', typeIt(decided), shown(decided.approval, { typed: true }));
    case 'too-late':
      if (isOwn(decided.approval, verdict, by)) return answerWith('done', done[verdict], shown(decided.approval));
      return answerWith('refused', tooLate(decided.approval), shown(decided.approval));
    case 'refused':
      return answerWith('refused', refusals[decided.why](helpers(decided, by, roster)));
    case 'unknown':
      return answerWith('refused', 'I do not know this request. It may be from another installation; ask again.');
  }
}

function decisionIn(data: Pressed['data'], fields: Pressed['fields']) {
  const reason = fields.reason?.trim();
  const typed = fields.typed?.trim();
  return {
    approvalId: data.approval ?? '',
    digest: data.digest ?? '',
    ...(reason ? { reason } : {}),
    ...(typed ? { typed } : {}),
  };
}

function voted(approval: Approval): string {
  const missing = votesMissing(approval);
  return `Noted. ${missing === 1 ? 'One more person has' : `${missing} more people have`} to approve it before anything is done.`;
}

function typeIt({ why, approval }: Extract<Decided, { outcome: 'type-it' }>): string {
  const how = `To approve it, type ${plain(phraseOf(approval), 120)} in the field on the card.`;
  switch (why) {
    case 'demanded':
      return how;
    case 'mistyped':
      return `That is not what this is about. ${how}`;
    case 'streak':
      return `You have approved several of these within a minute. ${how}`;
  }
}

const done = { approved: 'Approved.', denied: 'Denied.' } satisfies Record<Verdict, string>;

/** A press that was delivered twice, or pressed twice, has done what it should. */
function isOwn({ state, decidedBy }: Approval, verdict: Verdict, by: Person): boolean {
  return state === verdict && decidedBy?.id === by.id;
}

function customerNameOf({ customerId }: Approval, { customers }: Roster): string {
  return customers.find(({ id }) => id === customerId)?.name ?? customerId;
}

function tooLate({ state, decidedBy }: Approval): string {
  const by = decidedBy?.name ?? 'somebody';
  if (state === 'approved') return `${by} has already approved this.`;
  if (state === 'denied') return `${by} has already denied this.`;
  if (state === 'void') return 'Something it rests on has changed, so this card decides nothing any more.';
  return 'This expired before a decision. Nothing was changed; it can be asked for again.';
}

const refusals = {
  requester: (who) => `You asked for this yourself, so somebody else decides. ${who}`,
  author: (who) => `You answered with a value that this uses, so somebody else decides. ${who}`,
  'no-account': (who) =>
    `I can't tell whether this is about your own account, because none is linked to you. An admin can add your account in desk.yaml. ${who}`,
  beneficiary: (who) => `This is about your own account, so somebody else decides. ${who}`,
  'maybe-requester': (who) =>
    `Nobody has linked whoever asked to a person, and you are not known on that chat, so I can't tell that it was not you. An admin can link you both. ${who}`,
  editor: (who) => `You edited this workflow last, so somebody else decides. ${who}`,
  technician: (who) => `You are a technician of this customer, and its policy keeps the two apart. ${who}`,
  surface: (who) => `The policy lets nobody approve this on this chat. ${who}`,
  outsider: (who) => `Only approvers of this customer decide this. ${who}`,
  changed: (who) => `This card does not show what would run now, so it decides nothing. ${who}`,
} satisfies Record<DecisionRefusal, (who: string) => string>;

/** Who can help instead. */
function helpers({ approval }: Extract<Decided, { outcome: 'refused' }>, by: Person, roster: Roster): string {
  const names = decidersOf(approval, roster.people)
    .filter(({ id }) => id !== by.id)
    .map(({ name }) => name);
  if (names.length === 0) return 'Nobody else is named as an approver; an admin can name one in desk.yaml.';
  return `${anyOf(names)} can.`;
}
