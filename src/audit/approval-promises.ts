import { Answered, Asked, Closed, HandedOn } from './approval-facts.ts';
import type { SaidLine } from './line.ts';
import { goesBy, isSameParty, type Party } from './party-facts.ts';

/** An approval as the log tells of it. One that an earlier release recorded says too little to be judged. */
export interface SeenApproval {
  asked: Asked | undefined;
  state: 'open' | 'approved' | 'denied' | 'closed';
  readonly approvers: Set<string>;
  /** Who said yes; one human may have more than one id. */
  readonly yes: Party[];
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
      return judged(Answered.safeParse(said.facts).data, (answer) => yes(answer, said, approval));
    case 'approval.approved':
      return judged(Answered.safeParse(said.facts).data, (answer) => {
        const wrong = [...yes(answer, said, approval), ...quorum(approval)];
        approval.state = 'approved';
        return wrong;
      });
    case 'approval.denied':
      return judged(Answered.safeParse(said.facts).data, (answer) => {
        const wrong = decides(answer, approval);
        approval.state = 'denied';
        return wrong;
      });
    case 'approval.expired':
    case 'approval.void':
      return judged(Closed.safeParse(said.facts).data, () => {
        approval.state = 'closed'; // what was approved can still become void
        return [];
      });
    case 'approval.changes-requested':
      return judged(Answered.safeParse(said.facts).data, (answer) => {
        const wrong = decides(answer, approval);
        approval.state = 'closed';
        return wrong;
      });
    case 'approval.handed-over': // a request to one of those who may decide anyway
      return fine;
    case 'approval.escalated':
      return judged(HandedOn.safeParse(said.facts).data, ({ approvers }) => {
        for (const one of approvers) approval.approvers.add(one);
        return [];
      });
    default:
      return unjudged;
  }

  /** What can't be read of an approval leaves nothing to vouch for. */
  function judged<T>(facts: T | undefined, look: (facts: T) => readonly string[]): ApprovalLook {
    if (facts) return { wrong: look(facts) };
    if (approval) approval.asked = undefined;
    return unjudged;
  }
}

function ask(id: string, { facts }: SaidLine, seen: Map<string, SeenApproval>): ApprovalLook {
  if (seen.has(id)) return { wrong: [`the approval ${id} was asked for twice`] };
  const asked = Asked.safeParse(facts).data;
  seen.set(id, { asked, state: 'open', approvers: new Set(asked?.approvers), yes: [] });
  return asked ? fine : unjudged;
}

/** Nobody's yes counts that has a part in what is approved, was not asked, or came too late. */
function yes(answer: Answered, { at }: SaidLine, approval: SeenApproval): string[] {
  const { asked } = approval;
  if (!asked) return [];
  const { by, who, roles } = answer;
  if (!approval.yes.some((other) => isSameParty(other, who))) approval.yes.push(who);
  const lacking = asked.roles.filter((role) => !roles.includes(role));
  const wrong = [
    by !== who.person && 'approved by two people under one name',
    isSameParty(who, asked.requester) && 'approved by whoever asked',
    asked.authors.some((id) => goesBy(who, id)) && 'approved by somebody who gave one of its values',
    who.account !== null && isAbout(asked, who.account) && 'approved by whoever it is about',
    !who.linked && 'approved by somebody who was not linked',
    !approval.approvers.has(by) && `approved by ${by}, who was not asked`,
    lacking.length > 0 && `approved by ${by}, who was not ${lacking.join(' and ')} then`,
    asked.bars.includes('editor') && goesBy(who, asked.workflow.editedBy) && 'approved by whoever edited the workflow',
    asked.bars.includes('technician') && roles.includes('technician') && 'approved by a technician',
    at > Date.parse(asked.expires) && `approved after it had expired at ${asked.expires}`,
  ];
  return [...wrong.filter((why) => why !== false), ...decides(answer, approval)];
}

function decides({ digest }: Answered, { asked, state }: SeenApproval): string[] {
  const wrong = [
    state !== 'open' && `decided when it was ${state} already`,
    digest !== asked?.digest && 'what was decided is not what was asked',
  ];
  return wrong.filter((why) => why !== false);
}

function quorum({ asked, yes: said }: SeenApproval): string[] {
  const needed = asked?.quorum ?? 1;
  return said.length >= needed ? [] : [`approved by ${said.length} of ${needed} people`];
}

function isAbout({ target, calls }: Asked, account: string): boolean {
  return mentions(target, account) || calls.some(({ input }) => mentions(input, account));
}

/** However deep it stands. */
function mentions(value: unknown, account: string): boolean {
  if (typeof value === 'string') return value.trim().toLowerCase() === account;
  return typeof value === 'object' && value !== null && Object.values(value).some((part) => mentions(part, account));
}
