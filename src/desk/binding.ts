import type { Approval } from '../domain/approval.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Workflow } from '../domain/workflow.ts';
import { digest } from '../lib/digest.ts';
import { inputOf } from './plan.ts';

/** What an approval is bound to. Anything else on it may change without changing what was approved. */
export type Binding = Pick<
  Approval,
  | 'customerId'
  | 'ticketId'
  | 'ticketDigest'
  | 'requester'
  | 'workflow'
  | 'target'
  | 'calls'
  | 'rests'
  | 'risk'
  | 'demands'
  | 'verified'
  | 'expiresAt'
  | 'batch'
> & { readonly policy: Pick<Approval['policy'], 'version'> };

/** Binds an approval to whose it is, the ticket as it read, the workflow as it was, its calls with their exact inputs, what was demanded, and until when. */
export function bindingDigest(binding: Binding): string {
  const { customerId, ticketId, ticketDigest, requester, workflow, target, calls, rests, risk, demands } = binding;
  const { verified } = binding;
  return digest({
    purpose: 'msp.approval.v2',
    customerId,
    ticket: { id: ticketId, digest: ticketDigest, requester: requester.id },
    workflow: { name: workflow.name, version: workflow.version, digest: workflow.digest, editedBy: workflow.editedBy },
    target: target.value,
    calls: calls.map((call) => ({
      step: call.step,
      operation: call.operation,
      risk: call.risk,
      mode: call.mode,
      input: inputOf(call),
    })),
    rests,
    risk,
    demands,
    ...(verified ? { verified } : {}),
    policy: binding.policy.version,
    expiresAt: binding.expiresAt,
    ...(binding.batch ? { batch: binding.batch } : {}),
  });
}

/** The workflow as an approval names it. */
export function boundWorkflow(workflow: Workflow): Approval['workflow'] {
  const { name, title, version } = workflow;
  return { name, title, version, digest: digest(workflow), editedBy: workflow['edited-by'] };
}

/** The ticket as it reads. */
export function ticketDigest({ subject, body }: Pick<Ticket, 'subject' | 'body'>): string {
  return digest({ purpose: 'msp.ticket.v1', subject, body });
}
