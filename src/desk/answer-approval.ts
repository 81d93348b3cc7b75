import { approvalMessage } from '../cards/approval.ts';
import type { PressAnswer } from '../chat/ears.ts';
import type { Pressed } from '../chat/event.ts';
import { type Approval, type DecisionRefusal, refusalOf, type Verdict } from '../domain/approval.ts';
import type { Person } from '../domain/person.ts';
import { peopleWith, type Roster } from '../domain/roster.ts';
import { anyOf } from '../lib/any-of.ts';
import { type Decided, decide } from './decide.ts';
import type { DeskParts } from './parts.ts';
import { answerWith } from './press-answer.ts';

/** Takes an approver's verdict, and says why it doesn't count if it doesn't. */
export async function answerApproval(
  verdict: Verdict,
  { data, fields }: Pressed,
  by: Person,
  parts: DeskParts,
): Promise<PressAnswer> {
  const reason = fields.reason?.trim();
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
      return answerWith('refused', refusals[decided.why](helpers(decided, by, roster)));
    case 'unknown':
      return answerWith('refused', 'I do not know this request. It may be from another installation; ask again.');
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
  outsider: (who) => `Only approvers of this customer decide this. ${who}`,
  changed: (who) => `This card does not show what would run now, so it decides nothing. ${who}`,
} satisfies Record<DecisionRefusal, (who: string) => string>;

/** Who can help instead. */
function helpers({ approval }: Extract<Decided, { outcome: 'refused' }>, by: Person, roster: Roster): string {
  const names = peopleWith('approver', approval.customerId, roster)
    .filter((one) => one.id !== by.id && !refusalOf(approval, one, approval.digest))
    .map(({ name }) => name);
  if (names.length === 0) return 'Nobody else is named as an approver; an admin can name one in desk.yaml.';
  return `${anyOf(names)} can.`;
}
