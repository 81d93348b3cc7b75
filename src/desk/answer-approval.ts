import { plain } from '../cards/plain.ts';
import type { PressAnswer } from '../chat/ears.ts';
import type { Pressed } from '../chat/event.ts';
import { type Approval, isSentBack, phraseOf, votesMissing } from '../domain/approval.ts';
import type { DecisionRefusal } from '../domain/decision.ts';
import type { Roster } from '../domain/roster.ts';
import { approvalCard } from './approval-card.ts';
import { decidersOf } from './asked-approval.ts';
import { rewrite } from './audience.ts';
import type { Caller } from './caller.ts';
import { type Decided, decide, type Saying, states } from './decide.ts';
import type { DeskParts } from './parts.ts';
import { answerWith } from './press-answer.ts';
import { type Refused, refusePress } from './refuse.ts';

/** Takes what an approver says to it, and says why it doesn't count if it doesn't. */
export async function answerApproval(
  verdict: Saying,
  pressed: Pressed,
  by: Caller,
  parts: DeskParts,
): Promise<PressAnswer> {
  const { data, fields, from } = pressed;
  const said = { ...decisionIn(data, fields), verdict, by, through: by.through, surface: from.platform };
  const decided = await decide(said, parts);
  const roster = await parts.roster();
  const shown = (approval: Approval, look?: { readonly typed: true }) => approvalCard(approval, roster, look);
  switch (decided.outcome) {
    case 'decided':
      return answerWith('done', done[verdict](decided.approval), shown(decided.approval));
    case 'voted':
      await rewrite(decided.approval.cards, shown(decided.approval), parts);
      return answerWith('done', voted(decided.approval), shown(decided.approval));
    case 'type-it':
      if (decided.why === 'streak')
        await rewrite(decided.approval.cards, shown(decided.approval, { typed: true }), parts);
      return answerWith('refused', typeIt(decided), shown(decided.approval, { typed: true }));
    case 'say-what':
      return answerWith('refused', 'Please write what should be different, in the field on the card.');
    case 'unchangeable':
      return answerWith('refused', 'Nothing of this can be changed any more. Please approve or deny it.');
    case 'too-late':
      if (isOwn(decided.approval, verdict, by))
        return answerWith('done', done[verdict](decided.approval), shown(decided.approval));
      return answerElse(decided, pressed, by, parts);
    case 'refused':
    case 'unknown':
      return answerElse(decided, pressed, by, parts);
  }
}

/** Why nothing came of a press on an approval. */
export async function answerElse(
  decided: Extract<Decided, { outcome: 'too-late' | 'refused' | 'unknown' }>,
  { place }: Pick<Pressed, 'place'>,
  by: Caller,
  parts: DeskParts,
): Promise<PressAnswer> {
  switch (decided.outcome) {
    case 'too-late':
      return answerWith('refused', tooLate(decided.approval), approvalCard(decided.approval, await parts.roster()));
    case 'refused':
      return refusePress(refused(decided.approval, refusals[decided.why]), by, place, parts);
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

const done = {
  approved: () => 'Approved.',
  denied: () => 'Denied.',
  'changes-requested': ({ requester }) => `${plain(requester.name, 80)} is asked what to change.`,
} satisfies Record<Saying, (approval: Approval) => string>;

/** A press that was delivered twice, or pressed twice, has done what it should. */
function isOwn({ state, decidedBy }: Approval, verdict: Saying, by: Caller): boolean {
  return state === states[verdict] && decidedBy?.id === by.id;
}

function tooLate(approval: Approval): string {
  const { state, decidedBy } = approval;
  const by = decidedBy?.name ?? 'somebody';
  if (state === 'approved') return `${by} has already approved this.`;
  if (state === 'denied') return `${by} has already denied this.`;
  if (isSentBack(approval)) return `${by} has already asked for changes, so this card decides nothing any more.`;
  if (state === 'void') return 'Something it rests on has changed, so this card decides nothing any more.';
  return 'This expired before a decision. Nothing was changed; it can be asked for again.';
}

/** Why a newly linked account does not approve. */
export const tooNew =
  'You have linked this account less than a day ago. Until it is a day old it approves nothing this sensitive; where you were known before, you can.';

/** Why somebody may not decide. */
export const refusals = {
  requester: 'You asked for this yourself, so somebody else decides.',
  author: 'You answered with a value that this uses, so somebody else decides.',
  'no-account':
    "I can't tell whether this is about your own account, because none is linked to you. An admin can add your account in desk.yaml.",
  beneficiary: 'This is about your own account, so somebody else decides.',
  'maybe-requester':
    "Nobody has linked whoever asked to a person, and you are not known on that chat, so I can't tell that it was not you. An admin can link you both.",
  editor: 'You edited this workflow last, so somebody else decides.',
  technician: 'You are a technician of this customer, and its policy keeps the two apart.',
  verifier: 'You had a part in finding out who wants this, so somebody else decides.',
  'too-new': tooNew,
  surface: 'The policy lets nobody approve this on this chat.',
  outsider: 'Only approvers of this customer decide this.',
  'not-asked': 'Others were asked to decide this.',
  changed: 'This card does not show what would run now, so it decides nothing.',
} satisfies Record<DecisionRefusal, string>;

/** Why, and those who may decide it instead. */
function refused(approval: Approval, why: string): Refused {
  const { id, customerId, ticketId } = approval;
  const helpers = ({ people }: Roster) => decidersOf(approval, people);
  return { right: 'decide', customerId, matter: id, about: ticketId, why, helpers };
}
