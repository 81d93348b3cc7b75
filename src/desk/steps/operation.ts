import { unsureMessage } from '../../cards/unsure.ts';
import { ConnectorError } from '../../connectors/connector-error.ts';
import type { PlannedCall } from '../../domain/approval.ts';
import { needsApproval } from '../../domain/risk.ts';
import type { OperationStep } from '../../domain/workflow.ts';
import type { Ends, NodeEnd } from '../../runs/graph.ts';
import { type Moves, step as move, wait } from '../../runs/move.ts';
import type { PoolClient } from '../../store/pool.ts';
import { applies } from '../../workflows/condition.ts';
import { type Assurance, assurance } from '../assurance.ts';
import { currentCustomer, customerIn, tellRole } from '../audience.ts';
import { look, TIMEOUT, tryingAgain } from '../call.ts';
import { accountIn, deliveriesOf, obstacleTo, whatIs } from '../deliveries.ts';
import { makeEffect } from '../effect.ts';
import type { DeskParts } from '../parts.ts';
import { inputOf, planned, toLookFor } from '../plan.ts';
import { noRecipient, recipientOf } from '../recipient.ts';
import { factsOf, type Run, targetOf, upToDate } from '../run.ts';
import { recheck } from './recheck.ts';

/** How long somebody has to say what happened, before the run ends without knowing. */
const DOUBT = '7d';

/** What an error says of itself; it has been through the journal, so only its own fields are left of it. */
interface Failure {
  readonly message: string;
  readonly remedy?: string;
  readonly definite?: boolean;
  readonly unsure?: boolean;
  readonly effect?: string;
  /** Something is not as it was looked at last. */
  readonly stale?: boolean;
}

/** How often it is begun anew because something changed between the last look and the call. */
const LOOKS_AT_MOST = 5;

/** Calls an operation: reads at once, everything else journalled, and what needs an approval only exactly as approved. */
export function* performOperation(
  name: string,
  step: OperationStep,
  begun: Run,
  ends: Ends,
  parts: DeskParts,
): Moves<NodeEnd> {
  let call = planned(name, step, begun, ends, parts.registry);
  let lookedNow = false; // in this life of the process
  const isFresh = () => {
    const was = lookedNow;
    lookedNow = false;
    return was;
  };
  for (let looks = 1; ; looks += 1) {
    try {
      const end = needsApproval(call.risk)
        ? yield* recheck(name, step, begun, ends, () => (lookedNow = true), parts)
        : undefined;
      if (end) return end;
      const run = upToDate(begun);
      if (step.when && !applies(step.when, factsOf(run, ends))) return { state: 'passed-over' };
      call = planned(name, step, run, ends, parts.registry);
      const assured = assurance(call, run, ends, isFresh, parts);
      const output = yield* move(name, () => tryingAgain(step, parts, () => dispatch(call, step, run, assured, parts)));
      return { state: 'done', output };
    } catch (error) {
      const failure = error as Failure;
      if (failure.stale && looks < LOOKS_AT_MOST) continue;
      if (failure.unsure && failure.effect) return yield* askWhatHappened(failure.effect, call, begun, parts);
      const { message: why, remedy, definite = false } = failure;
      return { state: 'failed', why, ...(remedy ? { remedy } : {}), definite };
    }
  }
}

async function dispatch(
  call: PlannedCall,
  step: OperationStep,
  run: Run,
  assured: Assurance,
  parts: DeskParts,
): Promise<unknown> {
  const roster = await parts.roster();
  const customer = customerIn(roster, run.customer.id);
  if (call.risk === 'read') return look(call, step, customer, parts);

  const key = `${run.id}:${call.step}`;
  if (!(await isUnderWay(key, parts))) await assured.outside();
  const approvalId = run.grants.get(call.step)?.approvalId;
  const permit = async (client: PoolClient) => {
    await assured.inside(client);
    await assertTaken(call, { ...run, customer }, { ...parts, roster: async () => roster });
  };
  return makeEffect(
    {
      ...{ key, runId: run.id, ticketId: run.ticket.id, customer, permit },
      ...{ operation: call.operation, input: inputOf(call), timeout: step.timeout ?? TIMEOUT },
      ...{ beforeRepeat: assured.outside, ...(approvalId ? { approvalId } : {}) },
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

/** Ends as unknown also when nobody can be asked: a doubt is never a definite failure, and no fallback may follow it. */
function* askWhatHappened(effect: string, call: PlannedCall, run: Run, parts: DeskParts): Moves<NodeEnd> {
  try {
    return yield* whatHappened(effect, call, run, parts);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { state: 'failed', why: `Nobody can tell whether it happened. ${why}`, definite: false };
  }
}

function* whatHappened(effect: string, call: PlannedCall, run: Run, parts: DeskParts): Moves<NodeEnd> {
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
