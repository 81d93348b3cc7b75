import { workflowFacts } from '../audit/workflow-facts.ts';
import { ConnectorError } from '../connectors/connector-error.ts';
import type { PlannedCall } from '../domain/approval.ts';
import type { OperationStep } from '../domain/workflow.ts';
import type { Ends } from '../runs/graph.ts';
import type { PoolClient } from '../store/pool.ts';
import type { Assurance } from './assurance.ts';
import { customerIn } from './audience.ts';
import { look, TIMEOUT } from './call.ts';
import { accountIn, deliveriesOf, obstacleTo, whatIs } from './deliveries.ts';
import { makeEffect } from './effect.ts';
import { assertFuseHolds } from './fuse.ts';
import { lookedUp } from './looked-up.ts';
import type { DeskParts } from './parts.ts';
import { inputOf } from './plan.ts';
import { noRecipient, recipientOf } from './recipient.ts';
import { type Run, targetOf } from './run.ts';

/** Remembers of a look that it was made, for whoever sends next. */
export interface Freshness {
  renew(): void;
  use(): boolean;
}

/** Whether it was looked at just now. A look counts for one attempt: none of an earlier life, from before an outage or from before another attempt does. */
export function createFreshness(): Freshness {
  let isFresh = false;
  return {
    renew() {
      isFresh = true;
    },
    use() {
      const was = isFresh;
      isFresh = false;
      return was;
    },
  };
}

/** Sends a call: a look as it is, everything else once, with all that must hold before it. */
export async function dispatch(
  call: PlannedCall,
  step: OperationStep,
  run: Run,
  ends: Ends,
  { outside, inside }: Assurance,
  freshness: Freshness,
  parts: DeskParts,
): Promise<unknown> {
  const wasLookedAt = freshness.use();
  const roster = await parts.roster();
  const customer = customerIn(roster, run.customer.id);
  if (call.risk === 'read') return look(call, step, customer, parts);

  const key = `${run.id}:${call.step}`;
  if (!wasLookedAt && !(await isUnderWay(key, parts))) await outside();
  const grant = run.grants.get(call.step);
  const approval = grant && (await parts.approvals.read(grant.approvalId));
  const granted = approval && { approvalId: approval.id, digest: approval.digest, policy: approval.policy.version };
  const known = { workflow: workflowFacts(run.workflow), before: lookedUp(step, run, ends, parts.registry) };
  const policy = await parts.policyFor(customer.id); // here, because a transaction must not wait for another connection
  const permit = async (client: PoolClient) => {
    await inside(client, { roster: async () => roster, policyFor: async () => policy });
    await assertTaken(call, { ...run, customer }, { ...parts, roster: async () => roster });
    await assertFuseHolds(client, call, key, customer, parts);
  };
  return makeEffect(
    {
      ...{ key, runId: run.id, ticketId: run.ticket.id, customer, permit },
      ...{ operation: call.operation, input: inputOf(call), timeout: step.timeout ?? TIMEOUT },
      ...{ beforeRepeat: outside, ...known, ...granted },
    },
    parts,
  );
}

/** Whether it may have been sent already: then what it has changed itself is no reason not to find out. */
async function isUnderWay(key: string, { effects }: DeskParts): Promise<boolean> {
  const effect = await effects.read(key);
  return effect !== undefined && effect.state !== 'failed';
}

/** No secret is made that nobody could be given. */
async function assertTaken(call: PlannedCall, run: Run, parts: DeskParts): Promise<void> {
  const account = accountIn(inputOf(call)) ?? targetOf(run).value;
  for (const delivery of deliveriesOf(run).filter(({ maker }) => maker === call.step)) {
    const what = whatIs(delivery, account, parts);
    const isTaken = await recipientOf(delivery, account, run, parts);
    const remedy = isTaken ? obstacleTo(delivery, run.customer, parts) : noRecipient(delivery, what);
    if (remedy === undefined) continue;
    throw new ConnectorError('forbidden', 'Its result could not be handed over, so it was not run.', {
      definite: true,
      remedy,
    });
  }
}
