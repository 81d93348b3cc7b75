import type { Approval } from '../domain/approval.ts';
import type { Outcome } from '../domain/outcome.ts';
import { inShort } from '../lib/in-short.ts';
import type { Message } from './card.ts';
import { type Colleague, listOfColleagues } from './colleagues.ts';
import { cardFrom } from './expand.ts';
import { type Fact, fact } from './facts.ts';
import { plain } from './plain.ts';
import { callsInLine } from './planned-calls.ts';
import { riskLook } from './risk-look.ts';
import { utc } from './utc.ts';

const card = cardFrom('batch');
/** Names beside ten items with all their values, so that a chat still takes the card. */
const MOST_LISTED = 15;

/** One line of the list. */
interface ShownItem {
  readonly position: number;
  readonly target: string;
  /** What was asked about it; absent until then. */
  readonly approval: Approval | undefined;
  readonly outcome: Outcome | null;
  readonly why: string | null;
}

interface ShownBatch {
  /** What the buttons carry. */
  readonly bound: { readonly batch: string; readonly step: string; readonly page: string; readonly digest: string };
  readonly customerName: string;
  readonly title: string;
  readonly requester: Approval['requester'];
  readonly size: number;
  readonly items: readonly ShownItem[];
  /** Who may decide something of the list. */
  readonly colleagues: readonly Colleague[];
}

/** One page of what was asked for together, item by item, for those who decide. */
export function batchMessage({ bound, customerName, title, requester, size, items, colleagues }: ShownBatch): Message {
  const open = items.flatMap(({ approval, outcome }) =>
    approval?.state === 'pending' && outcome === null ? [approval] : [],
  );
  const isPending = open.length > 0;
  const handable = listOfColleagues(open, colleagues, MOST_LISTED);
  const [first] = items;
  const last = items.at(-1);
  const isWhole = items.length === size;
  const part = `${first?.position} to ${last?.position} of ${size}`;
  const what = plain(title, 80);
  return {
    text: [
      `${isPending ? 'Approval needed' : 'Decided'}: ${what} for ${isWhole ? size : part} at ${plain(customerName, 80)}.`,
      `Asked by ${plain(requester.name, 80)}.`,
      ...items.map((item) => `${item.position}. ${plain(item.target, 40)}: ${stateOf({ ...item, why: null }).state}`),
    ].join(' '),
    card: card({
      style: isPending ? 'accent' : 'default',
      headline: `${isPending ? 'Approval needed' : 'Decided'}: ${size} requests`,
      page: isWhole ? [] : [`This card has ${part}; the others have a card of their own.`],
      facts: [
        fact('Customer', plain(customerName, 80), { weight: 'Bolder' }),
        fact('What', what, { weight: 'Bolder' }),
        fact('Asked by', plain(requester.name, 80), {
          asides: [requester.account ? ` (${plain(requester.account, 120)})` : ' (no linked account)'],
        }),
        ...demanded(open),
        ...handedOver(open),
      ],
      listHeadline: isPending ? 'What will happen' : 'What was asked for',
      items: items.map((item) => ({
        target: `${item.position}. ${plain(item.target, 60)}`,
        ...stateOf(item),
        calls: item.approval ? [callsInLine(item.approval.calls)] : [],
      })),
      choosing: isPending ? [{ label: 'Which ones (for example 1, 3-5; empty means all that are open here)' }] : [],
      typing: open.some(({ demands }) => demands.typed) ? [{ phrase: plain(open[0]?.batch?.phrase ?? '', 120) }] : [],
      handable,
      pending: isPending ? [bound] : [],
      toHandOver: handable.map(() => bound),
    }),
  };
}

/** What holds for those that are open; the earliest moment, and the worst of the risks. */
function demanded(open: readonly Approval[]): Fact[] {
  const [first] = open;
  if (!first) return [];
  const people = Math.max(...open.map(({ demands }) => demands.approvers));
  const risk = riskLook(first.risk, first.calls);
  const expires = open.map(({ expiresAt }) => expiresAt).sort()[0] ?? first.expiresAt;
  return [
    fact('Risk', risk.words, { color: risk.color }),
    ...(people > 1 ? [fact('Needs', `${people} people for each of them`)] : []),
    fact('Expires', utc(expires)),
  ];
}

/** Who has them now, and which ones where it is not all that are open here. */
function handedOver(open: readonly Approval[]): Fact[] {
  const ways = new Map(
    open.flatMap(({ handedTo }) => (handedTo ? [[`${handedTo.to.id} ${handedTo.by.id}`, handedTo]] : [])),
  );
  return [...ways.values()].map(({ to, by }) => {
    const theirs = open.filter(({ handedTo }) => handedTo?.to.id === to.id && handedTo.by.id === by.id);
    const numbers = inShort(theirs.flatMap(({ batch }) => batch?.position ?? []));
    const which = theirs.length < open.length ? [`: ${numbers}`] : [];
    return fact('Handed over to', plain(to.name, 80), { asides: [...which, ` (by ${plain(by.name, 80)})`] });
  });
}

const ended = {
  resolved: { state: 'done', color: 'Good' },
  assigned: { state: 'with a technician', color: 'Default' },
  escalated: { state: 'escalated', color: 'Default' },
  denied: { state: 'denied', color: 'Attention' },
  expired: { state: 'expired', color: 'Default' },
  failed: { state: 'did not work, with a technician', color: 'Attention' },
} as const satisfies Record<Outcome, object>;

function stateOf({ approval, outcome, why }: ShownItem): { readonly state: string; readonly color: Fact['color'] } {
  if (outcome !== null) {
    const { state, color } = ended[outcome];
    return { state: why && outcome !== 'resolved' ? `${state}: ${plain(why, 80)}` : state, color };
  }
  if (!approval) return { state: 'not ready yet', color: 'Default' };
  const by = approval.votes.map((vote) => plain(vote.by.name, 40)).join(', ');
  switch (approval.state) {
    case 'pending':
      return { state: by ? `open, approved by ${by} so far` : 'open', color: 'Accent' };
    case 'approved':
      return { state: `approved by ${by || plain(approval.decidedBy?.name ?? 'somebody', 40)}`, color: 'Good' };
    case 'denied':
      return { state: `denied by ${plain(approval.decidedBy?.name ?? 'somebody', 40)}`, color: 'Attention' };
    case 'expired':
      return { state: 'expired', color: 'Default' };
    case 'void':
      return { state: 'no longer valid', color: 'Default' };
  }
}
