import { unsureMessage } from '../../cards/unsure.ts';
import type { PlannedCall } from '../../domain/approval.ts';
import type { NodeEnd } from '../../runs/graph.ts';
import { type Moves, step as move, wait } from '../../runs/move.ts';
import { currentCustomer, tellRole } from '../audience.ts';
import type { DeskParts } from '../parts.ts';
import { toLookFor } from '../plan.ts';
import type { Run } from '../run.ts';

/** How long somebody has to say what happened, before the run ends without knowing. */
const DOUBT = '7d';

/** Ends as unknown also when nobody can be asked: a doubt is never a definite failure, and no fallback may follow it. */
export function* askWhatHappened(effect: string, call: PlannedCall, run: Run, parts: DeskParts): Moves<NodeEnd> {
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
