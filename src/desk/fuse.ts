import { record } from '../audit/record.ts';
import { ConnectorError } from '../connectors/connector-error.ts';
import type { PlannedCall } from '../domain/approval.ts';
import type { Customer } from '../domain/customer.ts';
import { type Fuse, USUAL_FUSE } from '../domain/fuse.ts';
import { needsApproval } from '../domain/risk.ts';
import { inTransaction, type PoolClient } from '../store/pool.ts';
import type { Audience } from './audience.ts';
import type { DeskParts } from './parts.ts';
import { type Run, targetOf } from './run.ts';

/** How long somebody has to decide about what is paused. */
const FUSE_PATIENCE = '60m';
/** For how long changes go on uncounted, once somebody has let them. */
export const FUSE_OPEN = '10m';

type Parts = Pick<DeskParts, 'fuses' | 'registry'>;
/** What holding a change back takes. */
export type HoldingParts = Audience & Pick<DeskParts, 'fuses' | 'registry' | 'pool' | 'boards' | 'tickets'>;

/** Held back before its intent; nothing was written down and nothing sent. */
export class HeldBack extends ConnectorError {
  readonly paused = true;

  constructor() {
    super('forbidden', 'There were too many changes within a short time, so it was not run.', {
      definite: true,
      remedy: 'An approver decides whether they go on.',
    });
  }
}

/** Where a run is told that what it waits for was decided. */
export function fuseTopic(fuseId: string, effectKey: string): string {
  return `fuse:${fuseId}:${effectKey}`;
}

/** Lets a change through as long as the customer's fuse holds. In the transaction of its intent, in turn with all others of the customer. */
export async function assertFuseHolds(
  client: PoolClient,
  call: PlannedCall,
  key: string,
  customer: Customer,
  parts: Parts,
): Promise<void> {
  if (!isFused(call, customer, parts)) return;
  await parts.fuses.inTurn(client, customer.id);
  if ((await stateOf(client, key, customer, parts)) !== 'holds') throw new HeldBack();
}

/** Has a change that was held back wait; `undefined` when there is nothing to wait for any more. */
export async function holdBack(
  call: PlannedCall,
  run: Run,
  customer: Customer,
  parts: HoldingParts,
): Promise<{ readonly fuse: Fuse; readonly ms: number } | undefined> {
  const { fuses } = parts;
  const effectKey = `${run.id}:${call.step}`;
  const { ticket } = run;
  const paused = {
    ...{ ticketId: ticket.id, title: call.title, requester: ticket.requester },
    target: targetOf(run).value,
  };
  return inTransaction(parts.pool, async (client) => {
    await fuses.inTurn(client, customer.id);
    const state = await stateOf(client, effectKey, customer, parts);
    if (state === 'holds') return undefined;
    const fuse = state === 'too many' ? await blow(client, run, customer, parts) : state.blown;
    return { fuse, ms: await fuses.join(client, fuse.id, { effectKey, runId: run.id, paused }) };
  });
}

async function blow(client: PoolClient, run: Run, customer: Customer, parts: HoldingParts): Promise<Fuse> {
  const limits = customer.fuse ?? USUAL_FUSE;
  const fuse = await parts.fuses.blow(client, { customerId: customer.id, limits, runId: run.id }, FUSE_PATIENCE);
  await record(client, {
    customerId: customer.id,
    onceKey: `fuse:${fuse.id}:blown`,
    actor: 'desk',
    action: 'fuse.blown',
    runId: run.id,
    facts: { fuse: fuse.id, ...limits },
  });
  parts.log.warn('fuse.blown', { fuse: fuse.id, customer: customer.id });
  return fuse;
}

/** What only pretends can hurt nobody, so it is counted only where the customer has a fuse of its own. */
function isFused({ risk, operation }: PlannedCall, customer: Customer, { registry }: Parts): boolean {
  return needsApproval(risk) && (customer.fuse !== undefined || !registry.isSimulated(operation, customer));
}

async function stateOf(
  client: PoolClient,
  key: string,
  customer: Customer,
  { fuses, registry }: Parts,
): Promise<'holds' | 'too many' | { readonly blown: Fuse }> {
  const blown = await fuses.blown(client, customer.id);
  if (blown) return { blown };
  const { most, within } = customer.fuse ?? USUAL_FUSE;
  const changing = registry.names().filter((name) => needsApproval(registry.find(name)?.operation.risk ?? 'critical'));
  return (await fuses.begunLately(client, customer.id, changing, within, key)) >= most ? 'too many' : 'holds';
}
