import { z } from 'zod';
import type { Approval, PlannedCall } from '../domain/approval.ts';
import { Mode } from '../domain/customer.ts';
import { Bar } from '../domain/demands.ts';
import { type Person, Role } from '../domain/person.ts';
import { Risk } from '../domain/risk.ts';
import { Party, partyOf } from './party-facts.ts';
import { WorkflowFacts } from './workflow-facts.ts';

/** One call that is put to approvers, with its input as it may be recorded. */
const CallFacts = z.object({
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
  /** The account or device it is about. */
  target: z.string(),
  requester: Party,
  /** Ids of people who answered with a value that would be sent. */
  authors: z.array(z.string()),
  /** Ids of people who may decide, and the roles that each of them must hold. */
  approvers: z.array(z.string()),
  roles: z.array(Role),
  bars: z.array(Bar),
  /** How many different people have to say yes. */
  quorum: z.number().int().min(1),
  policy: z.object({ version: z.string(), rules: z.array(z.string()) }),
  expires: z.iso.datetime(),
  workflow: WorkflowFacts.extend({ editedBy: z.string() }),
  calls: z.array(CallFacts).min(1),
});
export type Asked = Readonly<z.infer<typeof Asked>>;

/** `approval.voted`, `approval.approved`, `approval.denied` and `approval.changes-requested`: one person's answer; the last yes is what approves. */
export const Answered = z.object({
  approval: z.string(),
  digest: z.string(),
  /** The id of the person, and who that was then. */
  by: z.string(),
  who: Party,
  /** Every role they held then. */
  roles: z.array(Role),
  surface: z.string(),
  policy: z.string(),
  /** Ids of everybody who has said yes by now. */
  voters: z.array(z.string()),
});
export type Answered = Readonly<z.infer<typeof Answered>>;

/** `approval.expired` and `approval.void`: it can't be decided any more. */
export const Closed = z.object({ approval: z.string(), digest: z.string(), why: z.string() });
type Closed = Readonly<z.infer<typeof Closed>>;

/** `approval.escalated`: more people may decide. */
export const HandedOn = z.object({ approval: z.string(), digest: z.string(), approvers: z.array(z.string()).min(1) });
type HandedOn = Readonly<z.infer<typeof HandedOn>>;

/** What is recorded of a question to approvers; `inputOf` says what may be recorded of a call's input. */
export function askedFacts(
  approval: Omit<Approval, 'cards' | 'state' | 'votes'>,
  inputOf: (call: PlannedCall) => Readonly<Record<string, unknown>>,
): Asked {
  const { workflow, demands, policy } = approval;
  const { name, version, digest, editedBy } = workflow;
  return {
    approval: approval.id,
    digest: approval.digest,
    risk: approval.risk,
    target: approval.target.value,
    requester: partyOf(approval.requester),
    authors: [...approval.authorIds],
    approvers: [...approval.approverIds],
    roles: [...demands.roles],
    bars: [...demands.not],
    quorum: Math.max(1, demands.approvers),
    policy: { version: policy.version, rules: [...policy.rules] },
    expires: approval.expiresAt,
    workflow: { name, version, digest, editedBy },
    calls: approval.calls.map((call) => {
      const { step, operation, risk, mode } = call;
      return { step, operation, risk, mode, input: inputOf(call) };
    }),
  };
}

/** What is recorded of one person's answer. */
export function answeredFacts(
  approval: Pick<Approval, 'id' | 'digest' | 'customerId' | 'policy' | 'votes'>,
  { by, surface }: { readonly by: Person; readonly surface: string },
): Answered {
  const { id, digest, customerId, policy, votes } = approval;
  return {
    approval: id,
    digest,
    by: by.id,
    who: partyOf(by),
    roles: [...(by.roles[customerId] ?? [])],
    surface,
    policy: policy.version,
    voters: votes.map((vote) => vote.by.id),
  };
}

/** What is recorded of an approval that nobody can decide any more. */
export function closedFacts({ id, digest }: Pick<Approval, 'id' | 'digest'>, why: string): Closed {
  return { approval: id, digest, why };
}

/** What is recorded when others may decide too. */
export function handedOnFacts({ id, digest }: Pick<Approval, 'id' | 'digest'>, to: readonly Person[]): HandedOn {
  return { approval: id, digest, approvers: to.map((person) => person.id) };
}
