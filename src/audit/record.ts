import { cleaned } from '../lib/cleaned.ts';
import type { Pool, PoolClient } from '../store/pool.ts';

/** One line of the audit. `onceKey` makes the same line written twice one line; `facts` never hold a secret or a ticket's text. */
export interface AuditLine {
  readonly customerId: string;
  readonly onceKey: string;
  readonly actor: string;
  readonly action: string;
  readonly runId?: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** Appends to the customer's chain: no line, no change, if it is given the transaction of what it tells about. */
export async function record(client: Pool | PoolClient, line: AuditLine): Promise<void> {
  await client.query('select app.audit_append($1, $2, $3, $4, $5, $6)', [
    line.customerId,
    line.onceKey,
    line.actor,
    line.action,
    line.runId ?? null,
    cleaned(line.facts),
  ]);
}
