import { unsureMessage } from '../../cards/unsure.ts';
import { ConnectorError, isPassing } from '../../connectors/connector-error.ts';
import { votesMissing } from '../../domain/approval.ts';
import { needsApproval } from '../../domain/risk.ts';
import type { Roster } from '../../domain/roster.ts';
import type { OperationStep } from '../../domain/workflow.ts';
import { type Duration, inMilliseconds } from '../../lib/duration.ts';
import { retrying } from '../../lib/retry.ts';
import type { Ends, NodeEnd } from '../../runs/graph.ts';
import { NotCarriedOut, Unsure } from '../../runs/intent.ts';
import { type Moves, step as move, wait } from '../../runs/move.ts';
import type { PoolClient } from '../../store/pool.ts';
import { currentCustomer, customerIn, tellRole } from '../audience.ts';
import { bindingDigest, boundWorkflow, ticketDigest } from '../binding.ts';
import { accountIn, deliveriesOf, obstacleTo, whatIs } from '../deliveries.ts';
import { makeEffect } from '../effect.ts';
import type { DeskParts } from '../parts.ts';
import { inputOf, planned, plannedFor, toLookFor } from '../plan.ts';
import { noRecipient, recipientOf } from '../recipient.ts';
import { type Run, targetOf } from '../run.ts';
import { standingVotes } from '../standing-votes.ts';

const TIMEOUT: Duration = '30s';
/** How long somebody has to say what happened, before the run ends without knowing. */
const DOUBT = '7d';

/** What an error says of itself; it has been through the journal, so only its own fields are left of it. */
interface Failure {
  readonly message: string;
  readonly remedy?: string;
  readonly definite?: boolean;
  readonly unsure?: boolean;
  readonly effect?: string;
}

/** Calls an operation: reads at once, everything else journalled, and what needs an approval only exactly as approved. */
export function* performOperation(
  name: string,
  step: OperationStep,
  run: Run,
  ends: Ends,
  parts: DeskParts,
): Moves<NodeEnd> {
  const call = planned(name, step, run, ends, parts.registry);
  try {
    const output = yield* move(name, () => retryingCall(call, step, parts, () => dispatch(call, step, run, parts)));
    return { state: 'done', output };
  } catch (error) {
    const failure = error as Failure;
    if (failure.unsure && failure.effect) return yield* askWhatHappened(failure.effect, call, run, parts);
    const { message: why, remedy, definite = false } = failure;
    return { state: 'failed', why, ...(remedy ? { remedy } : {}), definite };
  }
}

type Call = ReturnType<typeof planned>;

/** Tries again what may work later: after a definite failure, or where a repeat is harmless. */
function retryingCall<T>(
  { operation }: Call,
  { retry }: OperationStep,
  { registry }: DeskParts,
  call: () => Promise<T>,
): Promise<T> {
  if (!retry) return call();
  const repeatable = registry.find(operation)?.operation.repeatable ?? false;
  return retrying(call, retry, (error) => {
    const isUnsure = error instanceof Unsure;
    const cause = isUnsure || error instanceof NotCarriedOut ? error.cause : error;
    return cause instanceof ConnectorError && isPassing(cause) && (!isUnsure || repeatable !== false);
  });
}

async function dispatch(call: Call, step: OperationStep, run: Run, parts: DeskParts): Promise<unknown> {
  const roster = await parts.roster();
  const customer = customerIn(roster, run.customer.id);
  const timeout = step.timeout ?? TIMEOUT;
  const { operation, risk } = call;
  const input = inputOf(call);
  if (risk === 'read') {
    return parts.registry.call(operation, input, { customer, signal: AbortSignal.timeout(inMilliseconds(timeout)) });
  }
  const approvalId = run.grants.get(call.step);
  const policy = await parts.policyFor(customer.id);
  const permit = async (client: PoolClient) => {
    if (needsApproval(risk))
      await assertApproved(client, plannedFor(customer, call, parts.registry), run, roster, {
        ...parts,
        policyFor: async () => policy,
      });
    await assertTaken(call, { ...run, customer }, { ...parts, roster: async () => roster });
  };
  const about = { key: `${run.id}:${call.step}`, runId: run.id, ticketId: run.ticket.id, customer };
  return makeEffect({ ...about, operation, input, timeout, permit, ...(approvalId ? { approvalId } : {}) }, parts);
}

/** Nothing runs but what was approved, by somebody who may still approve it: all of it is looked at again before it is sent. */
async function assertApproved(
  client: PoolClient,
  call: Call,
  run: Run,
  { people }: Roster,
  { approvals, policyFor }: DeskParts,
): Promise<void> {
  const granted = run.grants.get(call.step);
  const approval = granted ? await approvals.read(granted, client) : undefined;
  if (approval?.state !== 'approved' || !approval.calls.some(({ step }) => step === call.step)) throw notApproved();

  const asSent = {
    ...approval,
    customerId: run.customer.id,
    ticketId: run.ticket.id,
    ticketDigest: ticketDigest(run.ticket),
    requester: run.ticket.requester,
    workflow: boundWorkflow(run.workflow),
    calls: approval.calls.map((approved) => (approved.step === call.step ? call : approved)),
    policy: await policyFor(run.customer.id),
  };
  if (bindingDigest(asSent) !== approval.digest) throw notApproved();
  if (votesMissing({ ...approval, votes: standingVotes(approval, people) }) === 0) return;
  throw new ConnectorError('forbidden', 'Whoever approved this may not approve it any more, so it was not run.', {
    definite: true,
    remedy: 'Ask again; somebody else can approve it.',
  });
}

/** No secret is made that nobody could be given. */
async function assertTaken(call: Call, run: Run, parts: DeskParts): Promise<void> {
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

function notApproved(): ConnectorError {
  return new ConnectorError('forbidden', 'What was about to run is not what was approved, so it was not run.', {
    definite: true,
    remedy: 'Ask again; a new approval will show what has changed.',
  });
}

/** Ends as unknown also when nobody can be asked: a doubt is never a definite failure, and no fallback may follow it. */
function* askWhatHappened(effect: string, call: Call, run: Run, parts: DeskParts): Moves<NodeEnd> {
  try {
    return yield* whatHappened(effect, call, run, parts);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { state: 'failed', why: `Nobody can tell whether it happened. ${why}`, definite: false };
  }
}

function* whatHappened(effect: string, call: Call, run: Run, parts: DeskParts): Moves<NodeEnd> {
  yield* move(`${call.step}: ask what happened`, async () => {
    const customer = await currentCustomer(run.customer.id, parts);
    const { ticket } = run;
    const about = { customerName: customer.name, ...toLookFor(call.operation, parts.registry) };
    const message = unsureMessage({ id: effect, ticketId: ticket.id, subject: ticket.subject, ...about });
    await parts.effects.shownOn(effect, await tellRole('technician', customer, message, parts));
    await parts.tickets.moved(run.ticket.id, 'waiting for a technician to say what happened');
  });
  yield* wait(effect, DOUBT);
  const settled = yield* move(`${call.step}: what happened`, async () => {
    const { state, settledBy } = (await parts.effects.read(effect)) ?? { state: 'unsure', settledBy: null };
    return { state, by: settledBy?.name ?? 'nobody' };
  });
  if (settled.state === 'done') return { state: 'done', output: {} };
  return settled.state === 'failed'
    ? { state: 'failed', why: `${settled.by} looked: it did not happen.`, definite: true }
    : { state: 'failed', why: 'Nobody could say whether it happened.', definite: false };
}
