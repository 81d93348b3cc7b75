import { z } from 'zod';
import { Mode } from '../domain/customer.ts';
import { Risk } from '../domain/risk.ts';
import { Somebody } from './asker-facts.ts';
import { WorkflowFacts } from './workflow-facts.ts';

/** One call that is put to approvers, with its input as it may be recorded. */
export const CallFacts = z.object({
  step: z.string(),
  operation: z.string(),
  risk: Risk,
  mode: Mode,
  input: z.record(z.string(), z.unknown()),
});

/** `approval.asked`: the question, and all that decides who may answer it. */
export const Asked = z.object({
  approval: z.string(),
  digest: z.string(),
  risk: Risk,
  requester: Somebody,
  /** Ids of people who answered with a value that would be sent. */
  authors: z.array(z.string()),
  /** Accounts that it would change; in small letters. */
  beneficiaries: z.array(z.string()),
  /** Ids of people who may decide. */
  approvers: z.array(z.string()).min(1),
  /** How many different people have to say yes. */
  quorum: z.number().int().min(1),
  /** The digest of the policy it was asked under. */
  policy: z.string().nullable(),
  expires: z.iso.datetime(),
  workflow: WorkflowFacts,
  calls: z.array(CallFacts).min(1),
});
export type Asked = Readonly<z.infer<typeof Asked>>;

/** `approval.voted`: one person's answer; the one that makes the quorum stands in `approval.approved` or `approval.denied` besides. */
export const Voted = z.object({
  approval: z.string(),
  digest: z.string(),
  verdict: z.enum(['approved', 'denied']),
  by: Somebody,
  /** Their own account in the customer's directory; in small letters. */
  account: z.string().nullable(),
  /** The role they decided with. */
  role: z.string(),
  policy: z.string().nullable(),
});
export type Voted = Readonly<z.infer<typeof Voted>>;

/** `approval.approved` and `approval.denied`: what it has come to, by whose answer. */
export const Decided = Voted.omit({ verdict: true });
export type Decided = Readonly<z.infer<typeof Decided>>;

/** `approval.expired` and `approval.void`: it can't be decided any more. */
export const Closed = z.object({ approval: z.string(), digest: z.string(), why: z.string() });
export type Closed = Readonly<z.infer<typeof Closed>>;

/** `approval.handed-on`: more people may decide, as after an escalation. */
export const HandedOn = z.object({ approval: z.string(), digest: z.string(), approvers: z.array(z.string()).min(1) });
export type HandedOn = Readonly<z.infer<typeof HandedOn>>;

/** What is recorded of a question to approvers; accounts are compared in small letters. */
export function askedFacts(asked: Asked): Asked {
  return { ...asked, beneficiaries: asked.beneficiaries.map((account) => account.toLowerCase()) };
}

/** What is recorded of one person's answer. */
export function votedFacts(voted: Voted): Voted {
  return { ...voted, account: voted.account?.toLowerCase() ?? null };
}

/** What is recorded of what an approval has come to. */
export function decidedFacts({ account, ...decided }: Decided): Decided {
  return { ...decided, account: account?.toLowerCase() ?? null };
}

/** What is recorded of an approval that nobody can decide any more. */
export function closedFacts(closed: Closed): Closed {
  return closed;
}

/** What is recorded when others are asked too. */
export function handedOnFacts(handedOn: HandedOn): HandedOn {
  return handedOn;
}
