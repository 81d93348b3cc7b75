import { approvalMessage } from '../cards/approval.ts';
import type { PressAnswer } from '../chat/ears.ts';
import type { Pressed } from '../chat/event.ts';
import type { Approval, DecisionRefusal, Verdict } from '../domain/approval.ts';
import type { Person } from '../domain/person.ts';
import { peopleWith, personOf } from '../domain/roster.ts';
import { answerQuestion } from './answer-question.ts';
import { type Decided, decide } from './decide.ts';
import type { DeskParts } from './parts.ts';
import { answerWith } from './press-answer.ts';
import { settle } from './settle.ts';

type Handler = (pressed: Pressed, by: Person, parts: DeskParts) => Promise<PressAnswer>;

const handlers: Readonly<Record<string, Handler>> = {
  approve: (pressed, by, parts) => decideAs('approved', pressed, by, parts),
  deny: (pressed, by, parts) => decideAs('denied', pressed, by, parts),
  answer: answerQuestion,
  happened: (pressed, by, parts) => settle(true, pressed, by, parts),
  'did-not-happen': (pressed, by, parts) => settle(false, pressed, by, parts),
};

/** Does what a button says, for whoever really pressed it, and says what to answer them. */
export async function press(pressed: Pressed, parts: DeskParts): Promise<PressAnswer> {
  const handler = Object.hasOwn(handlers, pressed.verb) ? handlers[pressed.verb] : undefined;
  if (!handler) return answerWith('refused', 'This button is not one of mine any more. Nothing was changed.');
  const { shownName, ...identity } = pressed.from;
  return handler(pressed, personOf(identity, shownName, await parts.roster()), parts);
}

async function decideAs(verdict: Verdict, pressed: Pressed, by: Person, parts: DeskParts): Promise<PressAnswer> {
  const { data, fields } = pressed;
  const reason = fields.reason?.trim();
  const decided = await decide(
    { approvalId: data.approval ?? '', digest: data.digest ?? '', verdict, by, ...(reason ? { reason } : {}) },
    parts,
  );
  const roster = await parts.roster();
  const shown = (approval: Approval) =>
    approvalMessage(
      approval,
      roster.customers.find(({ id }) => id === approval.customerId)?.name ?? approval.customerId,
    );
  switch (decided.outcome) {
    case 'decided':
      return answerWith('done', verdict === 'approved' ? 'Approved.' : 'Denied.', shown(decided.approval));
    case 'too-late':
      return answerWith('refused', tooLate(decided.approval), shown(decided.approval));
    case 'refused':
      return answerWith('refused', refusals[decided.why](helpers(decided, by, roster)));
    case 'unknown':
      return answerWith('refused', 'I do not know this request. It may be from another installation; ask again.');
  }
}

function tooLate({ state, decidedBy }: Approval): string {
  const by = decidedBy?.name ?? 'somebody';
  if (state === 'approved') return `${by} has already approved this.`;
  if (state === 'denied') return `${by} has already denied this.`;
  return 'This expired before a decision. Nothing was changed; it can be asked for again.';
}

const refusals = {
  requester: (who) => `You asked for this yourself, so somebody else decides. ${who}`,
  'no-account': (who) =>
    `I can't tell whether this is about your own account, because none is linked to you. An admin can link it. ${who}`,
  beneficiary: (who) => `This is about your own account, so somebody else decides. ${who}`,
  outsider: (who) => `Only approvers of this customer decide this. ${who}`,
  changed: (who) => `This card does not show what would run now, so it decides nothing. ${who}`,
} satisfies Record<DecisionRefusal, (who: string) => string>;

/** Who can help instead. */
function helpers(
  { approval }: Extract<Decided, { outcome: 'refused' }>,
  by: Person,
  roster: Parameters<typeof peopleWith>[2],
): string {
  const names = peopleWith('approver', approval.customerId, roster)
    .filter(({ id }) => id !== by.id && id !== approval.requester.id && approval.approverIds.includes(id))
    .map(({ name }) => name);
  if (names.length === 0) return 'Nobody else is named as an approver; an admin can name one in the settings.';
  return `${new Intl.ListFormat('en', { type: 'disjunction' }).format(names)} can.`;
}
