import { approvalMessage } from '../cards/approval.ts';
import type { PressAnswer } from '../chat/ears.ts';
import type { Pressed } from '../chat/event.ts';
import { type Approval, type DecisionRefusal, refusalOf, type Verdict } from '../domain/approval.ts';
import { isTooNewFor } from '../domain/link.ts';
import { peopleWith, type Roster } from '../domain/roster.ts';
import type { Caller } from './caller.ts';
import { decide } from './decide.ts';
import type { DeskParts } from './parts.ts';
import { answerWith } from './press-answer.ts';
import { type Refused, refusePress } from './refuse.ts';

/** Takes an approver's verdict, and says why it doesn't count if it doesn't. */
export async function answerApproval(
  verdict: Verdict,
  { data, fields, place }: Pressed,
  by: Caller,
  parts: DeskParts,
): Promise<PressAnswer> {
  const reason = fields.reason?.trim();
  const asked = await parts.approvals.read(data.approval ?? '');
  if (asked && isTooNewFor(asked.risk, by, by.through)) {
    return refusePress(refused({ why: tooNew, approval: asked }), by, place, parts);
  }
  const decided = await decide(
    { approvalId: data.approval ?? '', digest: data.digest ?? '', verdict, by, ...(reason ? { reason } : {}) },
    parts,
  );
  const roster = await parts.roster();
  const shown = (approval: Approval) => approvalMessage(approval, customerNameOf(approval, roster));
  switch (decided.outcome) {
    case 'decided':
      return answerWith('done', done[verdict], shown(decided.approval));
    case 'too-late':
      if (isOwn(decided.approval, verdict, by)) return answerWith('done', done[verdict], shown(decided.approval));
      return answerWith('refused', tooLate(decided.approval), shown(decided.approval));
    case 'refused':
      return refusePress(refused({ ...decided, why: refusals[decided.why] }), by, place, parts);
    case 'unknown':
      return answerWith('refused', 'I do not know this request. It may be from another installation; ask again.');
  }
}

const done = { approved: 'Approved.', denied: 'Denied.' } satisfies Record<Verdict, string>;

/** A press that was delivered twice, or pressed twice, has done what it should. */
function isOwn({ state, decidedBy }: Approval, verdict: Verdict, by: Caller): boolean {
  return state === verdict && decidedBy?.id === by.id;
}

function customerNameOf({ customerId }: Approval, { customers }: Roster): string {
  return customers.find(({ id }) => id === customerId)?.name ?? customerId;
}

function tooLate({ state, decidedBy }: Approval): string {
  const by = decidedBy?.name ?? 'somebody';
  if (state === 'approved') return `${by} has already approved this.`;
  if (state === 'denied') return `${by} has already denied this.`;
  return 'This expired before a decision. Nothing was changed; it can be asked for again.';
}

const refusals = {
  requester: 'You asked for this yourself, so somebody else decides.',
  author: 'You answered with a value that this uses, so somebody else decides.',
  'no-account':
    "I can't tell whether this is about your own account, because none is linked to you. An admin can add your account in desk.yaml.",
  beneficiary: 'This is about your own account, so somebody else decides.',
  'maybe-requester':
    "Nobody has linked whoever asked to a person, and you are not known on that chat, so I can't tell that it was not you. An admin can link you both.",
  outsider: 'Only approvers of this customer decide this.',
  changed: 'This card does not show what would run now, so it decides nothing.',
} satisfies Record<DecisionRefusal, string>;

const tooNew =
  'You have linked this account less than a day ago. Until it is a day old it approves nothing this sensitive; where you were known before, you can.';

/** Why, and those who may decide it instead. */
function refused({ why, approval }: { readonly why: string; readonly approval: Approval }): Refused {
  const { id, customerId, ticketId, digest } = approval;
  const helpers = (roster: Roster) =>
    peopleWith('approver', customerId, roster).filter((one) => !refusalOf(approval, one, digest));
  return { right: 'decide', customerId, matter: id, about: ticketId, why, helpers };
}
