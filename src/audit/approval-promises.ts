import { type Asked, Asked as AskedSchema, Closed, Decided, HandedOn, Voted } from './approval-facts.ts';
import type { SaidLine } from './line.ts';

/** An approval as the log tells of it. One that an earlier release recorded says too little to be judged. */
export interface SeenApproval {
  readonly asked: Asked | undefined;
  state: 'open' | 'approved' | 'denied' | 'closed';
  readonly approvers: Set<string>;
  /** Who said yes. */
  readonly yes: Set<string>;
}

/** What a line about an approval does to what is known of it, and what is wrong with it. */
export interface ApprovalLook {
  readonly wrong: readonly string[];
  /** It says too little to be judged. */
  readonly unjudged?: boolean;
}

const fine: ApprovalLook = { wrong: [] };
const unjudged: ApprovalLook = { wrong: [], unjudged: true };

/** Judges a line about an approval by those before it. `fromStart` when everything before was seen. */
export function lookAtApproval(said: SaidLine, seen: Map<string, SeenApproval>, fromStart: boolean): ApprovalLook {
  const id = String(said.facts.approval ?? '');
  if (said.action === 'approval.asked') return ask(id, said, seen);
  const approval = seen.get(id);
  if (!approval) return fromStart ? { wrong: [`the approval ${id} was never asked for`] } : unjudged;
  if (!approval.asked) return unjudged;

  switch (said.action) {
    case 'approval.voted':
      return judged(Voted.safeParse(said.facts).data, (voted) =>
        voted.verdict === 'approved' ? vote(voted, said, approval) : decide(said, approval, voted.digest),
      );
    case 'approval.approved':
      return judged(Decided.safeParse(said.facts).data, (decided) => {
        const wrong = [...vote(decided, said, approval), ...quorum(approval)];
        approval.state = 'approved';
        return wrong;
      });
    case 'approval.denied':
      return judged(Decided.safeParse(said.facts).data, ({ digest }) => end('denied', said, approval, digest));
    case 'approval.expired':
    case 'approval.void':
      return judged(Closed.safeParse(said.facts).data, () => {
        approval.state = 'closed'; // what was approved can still become void
        return [];
      });
    case 'approval.handed-on':
      return judged(HandedOn.safeParse(said.facts).data, ({ approvers }) => {
        for (const one of approvers) approval.approvers.add(one);
        return [];
      });
    default:
      return unjudged;
  }

  function judged<T>(facts: T | undefined, look: (facts: T) => readonly string[]): ApprovalLook {
    return facts ? { wrong: look(facts) } : unjudged;
  }
}

function ask(id: string, { facts }: SaidLine, seen: Map<string, SeenApproval>): ApprovalLook {
  if (seen.has(id)) return { wrong: [`the approval ${id} was asked for twice`] };
  const asked = AskedSchema.safeParse(facts).data;
  seen.set(id, { asked, state: 'open', approvers: new Set(asked?.approvers), yes: new Set() });
  return asked ? fine : unjudged;
}

function vote({ by, account, digest }: Decided, said: SaidLine, approval: SeenApproval): string[] {
  const { asked } = approval;
  if (!asked) return [];
  approval.yes.add(by.person);
  const { requester } = asked;
  const isSameIdentity =
    by.platform === requester.platform && by.workspace === requester.workspace && by.user === requester.user;
  const wrong = [
    by.person === requester.person || isSameIdentity ? 'approved by whoever asked' : '',
    asked.authors.includes(by.person) ? 'approved by somebody who gave one of its values' : '',
    account !== null && asked.beneficiaries.includes(account) ? 'approved by whoever it is about' : '',
    approval.approvers.has(by.person) ? '' : `approved by ${by.person}, who was not asked`,
    by.proven === 'linked' ? '' : `approved by somebody who was ${by.proven}`,
    said.at > Date.parse(asked.expires) ? `approved after it had expired at ${asked.expires}` : '',
  ];
  return [...wrong.filter(Boolean), ...decide(said, approval, digest)];
}

function decide(_said: SaidLine, { asked, state }: SeenApproval, digest: string): string[] {
  const wrong = [
    state === 'open' ? '' : `decided when it was ${state} already`,
    digest === asked?.digest ? '' : 'what was decided is not what was asked',
  ];
  return wrong.filter(Boolean);
}

function end(state: SeenApproval['state'], said: SaidLine, approval: SeenApproval, digest: string): string[] {
  const wrong = decide(said, approval, digest);
  approval.state = state;
  return wrong;
}

function quorum({ asked, yes }: SeenApproval): string[] {
  const needed = asked?.quorum ?? 1;
  return yes.size >= needed ? [] : [`approved by ${yes.size} of ${needed} people`];
}
