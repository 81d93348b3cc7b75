import { record } from '../../audit/record.ts';
import type { PlannedCall } from '../../domain/approval.ts';
import type { Fuse } from '../../domain/fuse.ts';
import type { NodeEnd } from '../../runs/graph.ts';
import { type Moves, step as move, wait } from '../../runs/move.ts';
import { inTransaction } from '../../store/pool.ts';
import { currentCustomer } from '../audience.ts';
import { fuseTopic, type HoldingParts, holdBack } from '../fuse.ts';
import type { Run } from '../run.ts';
import { rewriteFuse, showFuse } from '../show-fuse.ts';

/** Waits until somebody has decided about what a fuse holds back. `undefined`: it may be tried again. */
export function* heldBack(call: PlannedCall, run: Run, parts: HoldingParts): Moves<NodeEnd | undefined> {
  const held = yield* move(`${call.step}: hold back`, async () => {
    const customer = await currentCustomer(run.customer.id, parts);
    const waits = await holdBack(call, run, customer, parts);
    if (!waits) return null;
    await showFuse(waits.fuse, run.id, customer, parts);
    await parts.tickets.moved(run.ticket.id, 'paused, because there were too many changes at once');
    return { id: waits.fuse.id, ms: waits.ms };
  });
  if (held === null) return undefined;
  run.waitingFor('Paused, because there were too many changes at once. An approver decides whether they go on.');
  yield* wait(fuseTopic(held.id, `${run.id}:${call.step}`), `${held.ms}ms`);
  const end = yield* move(`${call.step}: held back until`, () => endOf(held.id, parts));
  if (end.state === 'released') return undefined;
  const who = end.by === null ? 'nobody let them go on in time' : `${end.by} stopped them`;
  const why = `This was paused, because there were too many changes within a short time, and ${who}.`;
  return { state: 'stopped', outcome: 'assigned', why };
}

/** What was decided counts, not what woke the run. When the time is over, nobody has decided: then all of it is stopped. */
async function endOf(id: string, parts: HoldingParts): Promise<{ state: Fuse['state']; by: string | null }> {
  const ended = await inTransaction(parts.pool, async (client) => {
    const fuse = await parts.fuses.read(id, client);
    if (!fuse) throw new Error(`There is no fuse ${id}`);
    await parts.fuses.inTurn(client, fuse.customerId);
    const stopped = await parts.fuses.end(client, id, { state: 'stopped', by: null });
    if (!stopped) return { fuse: (await parts.fuses.read(id, client)) ?? fuse, isNew: false };
    await record(client, {
      customerId: fuse.customerId,
      onceKey: `fuse:${id}:decided`,
      actor: 'desk',
      action: 'fuse.stopped',
      facts: { fuse: id, by: null, waiting: (await parts.fuses.waiting(id, client)).length },
    });
    return { fuse: stopped, isNew: true };
  });
  if (ended.isNew) await rewriteFuse(id, parts);
  const { state, decidedBy } = ended.fuse;
  return { state: state === 'released' ? 'released' : 'stopped', by: decidedBy?.name ?? null };
}
