import { ConnectorError } from '../connectors/connector-error.ts';
import type { PlannedCall } from '../domain/approval.ts';
import { needsApproval } from '../domain/risk.ts';
import type { Ends } from '../runs/graph.ts';
import type { PoolClient } from '../store/pool.ts';
import { foundOf } from './as-approved.ts';
import { currentCustomer } from './audience.ts';
import { lookAgain } from './look-again.ts';
import type { DeskParts } from './parts.ts';
import { type Run, upToDate } from './run.ts';
import { rosterToday } from './voters-today.ts';

/** What keeps a call from being sent when anything is different from what was looked at. Both throw `Stale`. */
export interface Assurance {
  /** Looks at everything anew, also outside. */
  readonly outside: () => Promise<void>;
  /** In the transaction of the intent: whatever costs no call. */
  readonly inside: (client: PoolClient, read: Pick<DeskParts, 'roster' | 'policyFor'>) => Promise<void>;
}

/** Not what was approved, as far as could be seen at the last moment. The next look says why. */
class Stale extends ConnectorError {
  readonly stale = true;

  constructor() {
    super('forbidden', 'What was about to run is not what was approved, so it was not run.', {
      definite: true,
      remedy: 'Ask again; a new approval will show what has changed.',
    });
  }
}

/** Compares what is about to be sent with what was approved; what needs no approval rests on nothing. */
export function assurance(call: PlannedCall, run: Run, ends: Ends, parts: DeskParts): Assurance {
  if (!needsApproval(call.risk)) return { outside: async () => {}, inside: async () => {} };
  const grant = run.grants.get(call.step);
  const compare = async (current: Run, client?: PoolClient, read: Partial<DeskParts> = {}) => {
    const found = grant && (await foundOf(call, grant, current, ends, { ...parts, ...read }, client));
    if (found?.state !== 'as approved') throw new Stale();
  };
  return {
    async outside() {
      if (!grant) throw new Stale();
      const now = await lookAgain(grant.step, run, ends, parts);
      const roster = await rosterToday(grant.approvalId, parts);
      await compare(upToDate({ ...run, refreshed: { now } }), undefined, { roster: async () => roster });
    },
    async inside(client, read) {
      const customer = await currentCustomer(run.customer.id, read);
      const line = await parts.tickets.find(run.ticket.id, customer.id, client);
      if (!line) throw new Stale();
      await compare({ ...run, customer, ticket: line.ticket }, client, read);
    },
  };
}
