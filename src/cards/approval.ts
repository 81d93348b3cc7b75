import { type Approval, type ApprovalState, isSentBack, votesMissing } from '../domain/approval.ts';
import type { Message } from './card.ts';
import { type Colleague, listOfColleagues } from './colleagues.ts';
import { cardFrom } from './expand.ts';
import { type Fact, fact } from './facts.ts';
import { plain } from './plain.ts';
import { canBeShownWhole, plannedCalls } from './planned-calls.ts';
import { riskLook } from './risk-look.ts';
import { utc } from './utc.ts';
import { caveatOf, verifiedInWords } from './verified.ts';

const card = cardFrom('approval');
/** More names nobody reads. */
const MOST_LISTED = 25;

const looks = {
  pending: { headline: 'Approval needed', style: 'accent', tense: 'What will happen' },
  approved: { headline: 'Approved', style: 'good', tense: 'What was approved' },
  denied: { headline: 'Denied', style: 'attention', tense: 'What was denied' },
  expired: { headline: 'Expired without a decision', style: 'warning', tense: 'What was asked for' },
  void: { headline: 'No longer valid', style: 'warning', tense: 'What was asked for' },
} as const satisfies Record<ApprovalState, object>;

const sentBack = { ...looks.void, headline: 'Changes asked for' };

interface Look {
  /** Whether the target's name has to be typed. */
  readonly typed?: boolean;
  /** Who may decide it. */
  readonly colleagues?: readonly Colleague[];
}

/** Our own words and the exact values first, in one fixed order; what the ticket says comes last and can push nothing out of sight. */
export function approvalMessage(
  approval: Approval,
  customerName: string,
  { typed = approval.demands.typed, colleagues = [] }: Look = {},
): Message {
  const look = isSentBack(approval) ? sentBack : looks[approval.state];
  const isPending = approval.state === 'pending';
  const isChangeable = isPending && approval.changeable === true;
  const handable = listOfColleagues(isPending ? [approval] : [], colleagues, MOST_LISTED);
  const risk = riskLook(approval.risk, approval.calls);
  const { requester, target, workflow } = approval;
  const bound = { approval: approval.id, digest: approval.digest };

  return {
    text: fallback(approval, customerName),
    card: card({
      headline: look.headline,
      style: look.style,
      decision: decisionOf(approval),
      differences: approval.differences.map((difference) => plain(difference, 300)),
      before: [
        ...(approval.reason ? [fact('Reason', plain(approval.reason, 300))] : []),
        fact('Customer', plain(customerName, 80), { weight: 'Bolder' }),
      ],
      callsHeadline: look.tense,
      ...plannedCalls(approval.calls),
      after: [
        fact('For', plain(target.value, 120), { weight: 'Bolder', asides: [` (${target.origin})`] }),
        fact('Asked by', plain(requester.name, 80), {
          asides: [requester.account ? ` (${plain(requester.account, 120)})` : ' (no linked account)'],
        }),
        fact('Risk', risk.words, { color: risk.color }),
        ...proof(approval),
        ...emergency(approval),
        ...quorum(approval),
        ...handedOver(approval),
        ...undoing(approval.calls),
        ...(isPending ? [fact('Expires', utc(approval.expiresAt))] : []),
      ],
      small: [
        `Ticket ${plain(approval.ticketId, 40)}`,
        `${plain(workflow.title, 80)}, version ${workflow.version}`,
        `check ${approval.digest.slice(0, 8)}`,
      ].join(' · '),
      subject: plain(approval.subject, 200),
      typing: isPending && typed ? [{ name: plain(target.value, 120) }] : [],
      reason: isPending
        ? [{ label: isChangeable ? 'Reason, if you deny or ask for changes' : 'Reason, if you deny' }]
        : [],
      handable,
      pending: isPending ? [bound] : [],
      changeable: isChangeable ? [bound] : [],
      toHandOver: handable.map(() => bound),
      approvable: isPending && canBeShownWhole(approval.calls) ? [bound] : [],
    }),
  };
}

/** How it is known that it is wanted, and what is unusual about it. */
function proof({ verified, notes }: Approval): Fact[] {
  const caveat = verified && caveatOf(verified);
  const when = verified ? [` (${utc(verified.at)})`, ...(caveat ? [` (${caveat})`] : [])] : [];
  return [
    ...(verified ? [fact('Verified', verifiedInWords(verified), { asides: when })] : []),
    ...(notes.length > 0 ? [fact('Worth a look', plain(notes.join('; '), 200))] : []),
  ];
}

function emergency({ policy: { glass } }: Approval): Fact[] {
  return glass === undefined ? [] : [fact('Break-glass', plain(glass, 300), { color: 'Attention', weight: 'Bolder' })];
}

/** Said where all of it can be, so that nobody takes a part for the whole. */
function undoing(calls: Approval['calls']): Fact[] {
  return calls.every(({ undoable }) => undoable === true)
    ? [fact('Undo', 'possible for an hour after it is done')]
    : [];
}

/** Who has said yes, where one alone does not decide. */
function quorum({ demands, votes, state }: Approval): Fact[] {
  if (demands.approvers < 2) return [];
  const names = votes.map(({ by }) => plain(by.name, 80)).join(', ');
  const still = state === 'pending' ? ` (${votesMissing({ demands, votes })} more needed)` : '';
  return [fact('Approved by', names || 'nobody yet', { asides: [still].filter(Boolean) })];
}

function handedOver({ handedTo }: Approval): Fact[] {
  if (!handedTo) return [];
  return [fact('Handed over to', plain(handedTo.to.name, 80), { asides: [` (by ${plain(handedTo.by.name, 80)})`] })];
}

function decisionOf({ state, decidedBy, decidedAt }: Approval): string[] {
  const at = decidedAt ? `, ${utc(decidedAt)}` : '';
  switch (state) {
    case 'pending':
      return [];
    case 'approved':
    case 'denied':
      return [`By ${plain(decidedBy?.name ?? 'somebody unknown', 80)}${at}`];
    case 'expired':
      return ['Nobody decided in time. Nothing was changed.'];
    case 'void':
      if (decidedBy) return [`By ${plain(decidedBy.name, 80)}${at}. Whoever asked for it is asked what to change.`];
      return ['Something it rests on has changed, so it decides nothing any more.'];
  }
}

function fallback(approval: Approval, customerName: string): string {
  const what = approval.calls.map(({ title }) => plain(title, 60)).join(', ');
  const about = `${plain(what, 200)} for ${plain(approval.target.value, 120)} at ${plain(customerName, 80)}`;
  const by = plain(approval.decidedBy?.name ?? 'somebody unknown', 80);
  const why = approval.reason ? ` Reason: ${plain(approval.reason, 300)}` : '';
  switch (approval.state) {
    case 'pending':
      return `Approval needed: ${about}. Asked by ${plain(approval.requester.name, 80)}. Expires ${utc(approval.expiresAt)}.`;
    case 'approved':
      return `Approved by ${by}: ${about}.${why}`;
    case 'denied':
      return `Denied by ${by}: ${about}. Nothing was changed.${why}`;
    case 'expired':
      return `Expired without a decision: ${about}. Nothing was changed.`;
    case 'void':
      if (isSentBack(approval)) return `Changes asked for by ${by}: ${about}. Nothing was changed.${why}`;
      return `No longer valid: ${about}.${why}`;
  }
}
