import { fitsInList } from '../cards/planned-calls.ts';
import type { Registry } from '../connectors/registry.ts';
import type { PlannedCall } from '../domain/approval.ts';
import type { Customer } from '../domain/customer.ts';
import { type Decidable, refusalOf } from '../domain/decision.ts';
import type { Person } from '../domain/person.ts';
import type { Verified } from '../domain/verification.ts';
import type { Duration } from '../lib/duration.ts';
import { inMilliseconds } from '../lib/duration.ts';
import type { Count } from '../policy/facts.ts';
import { type Judgement, judge } from '../policy/judge.ts';
import type { Policy } from '../policy/policy.ts';
import type { Ends } from '../runs/graph.ts';
import type { AskedApproval } from '../store/approvals.ts';
import { bindingDigest, boundWorkflow, ticketDigest } from './binding.ts';
import { changeableInputs } from './kept.ts';
import { requestFacts } from './request-facts.ts';
import { restsOf } from './rests.ts';
import { factsOf, type Run, targetOf } from './run.ts';

/** What somebody has to be asked, before it is known until when. */
export interface Question {
  readonly id: string;
  readonly step: string;
  readonly calls: readonly PlannedCall[];
  /** How long the workflow gives for it, which a policy can only shorten. */
  readonly expires: Duration | undefined;
  /** What is different from the approval before it. */
  readonly differences: readonly string[];
  /** Whether it is certain that it is wanted; by default it is not. */
  readonly isVerified?: boolean;
}

type Allowed = Extract<Judgement, { readonly outcome: 'allowed' }>;

/** What the policy says of these calls, when the like was done so often already. */
export function judged(
  { step, calls, isVerified }: Pick<Question, 'step' | 'calls' | 'isVerified'>,
  run: Run,
  ends: Ends,
  registry: Pick<Registry, 'find'>,
  policy: Policy,
  counts: readonly Count[],
): Judgement {
  return judge({ ...requestFacts(step, calls, run, ends, registry, isVerified), counts }, policy);
}

/** The shorter of what the workflow and the policy give. */
export function timeFor({ expires }: Pick<Question, 'expires'>, { demands }: Allowed): Duration {
  return expires && inMilliseconds(expires) < inMilliseconds(demands.expires) ? expires : demands.expires;
}

/** The question to these approvers, with all that decides who may answer it. A rehearsal puts the same one that a run does. */
export function askedApproval(
  { id, step, calls, differences }: Question,
  {
    judgement,
    policy,
    expiresAt,
    verified,
    notes = [],
  }: {
    readonly judgement: Allowed;
    readonly policy: Policy;
    readonly expiresAt: string;
    readonly verified?: Verified | undefined;
    readonly notes?: readonly string[];
  },
  approvers: readonly Person[],
  run: Run,
  ends: Ends,
  registry: Pick<Registry, 'find'>,
): AskedApproval {
  const { customer, workflow, ticket } = run;
  const bound = {
    customerId: customer.id,
    ticketId: ticket.id,
    ticketDigest: ticketDigest(ticket),
    requester: ticket.requester,
    workflow: boundWorkflow(workflow),
    target: targetOf(run),
    calls,
    rests: restsOf(
      step,
      calls.map((call) => call.step),
      workflow,
      factsOf(run, ends),
      registry,
    ),
    risk: judgement.risk,
    demands: judgement.demands,
    policy: {
      version: policy.version,
      rules: judgement.rules,
      ...(policy.glass === undefined ? {} : { glass: policy.glass.words, glassId: policy.glass.id }),
    },
    ...(verified ? { verified } : {}),
    expiresAt,
    ...batchOf({ calls, differences }, run),
  };
  return toFirstLine(
    {
      ...bound,
      id,
      runId: run.id,
      step,
      subject: ticket.subject,
      digest: bindingDigest(bound),
      authorIds: Object.values(run.inputs).flatMap(({ by }) => by ?? []),
      approverIds: approvers.map((approver) => approver.id),
      changeable: changeableInputs(run, ends, registry).length > 0,
      differences,
      notes,
    },
    approvers,
    customer,
  );
}

/** Whoever is asked only when nobody else decides is left out, as long as enough others may. */
function toFirstLine(asked: AskedApproval, approvers: readonly Person[], { escalation }: Customer): AskedApproval {
  const first = approvers.filter(({ id }) => !escalation?.to.includes(id));
  const narrowed = { ...asked, approverIds: first.map(({ id }) => id) };
  return decidersOf(narrowed, first).length >= Math.max(1, asked.demands.approvers) ? narrowed : asked;
}

/** Whatever is asked again, or is too much for a line of a list, is asked on a card of its own. */
function batchOf({ calls, differences }: Pick<Question, 'calls' | 'differences'>, { ticket, customer }: Run) {
  if (!ticket.batch || differences.length > 0 || !fitsInList(calls)) return {};
  const { id, position } = ticket.batch;
  return { batch: { id, position, phrase: customer.name } };
}

/** Those who may decide it as it stands, on one of their chats at least. */
export function decidersOf(approval: Decidable, approvers: readonly Person[]): Person[] {
  return approvers.filter((by) =>
    by.identities.some(({ platform: surface }) => !refusalOf(approval, { by, surface, digest: approval.digest })),
  );
}

/** Nobody approves what they can't see. */
export const tooMuch = 'There is more to approve than can be shown, so nobody was asked.';
