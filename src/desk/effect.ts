import { randomUUID } from 'node:crypto';
import { record } from '../audit/record.ts';
import type { CallContext } from '../connectors/registry.ts';
import type { Customer } from '../domain/customer.ts';
import { type Duration, inMilliseconds } from '../lib/duration.ts';
import { once } from '../runs/once.ts';
import type { PoolClient } from '../store/pool.ts';
import type { DeskParts } from './parts.ts';

/** A call that changes something outside, for one customer and in one run. */
export interface Effect {
  /** Names it for good: the run and its step. */
  readonly key: string;
  readonly runId: string;
  readonly ticketId: string;
  readonly customer: Customer;
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly timeout: Duration;
  /** Who has it made; by default the desk itself. */
  readonly actor?: string;
  /** The approval that covers it, if it needs one. */
  readonly approvalId?: string;
  /** Throws when it may not be made, or not any more; asked in the transaction of its intent. */
  readonly permit: (client: PoolClient) => Promise<void>;
  /** Throws when it may not be made again; asked when an earlier life began it, and before the transaction. */
  readonly beforeRepeat?: () => Promise<void>;
}

type Parts = Pick<DeskParts, 'registry' | 'pool' | 'effects' | 'vault' | 'recordsOf'>;

/** Makes it once, with its intent and its result written down and recorded. */
export function makeEffect(effect: Effect, parts: Parts): Promise<unknown> {
  const { key, runId, customer, operation, input, permit, beforeRepeat = async () => {}, actor = 'desk' } = effect;
  const { registry } = parts;
  const withinMs = inMilliseconds(effect.timeout);
  const context = (reference: string): CallContext => ({
    customer,
    signal: AbortSignal.timeout(withinMs),
    effect: {
      reference,
      secrets: parts.vault.forCall({ customerId: customer.id, reference: key }),
      records: parts.recordsOf(effect),
    },
  });
  const intent = {
    key,
    runId,
    customerId: customer.id,
    operation,
    input,
    repeatable: registry.find(operation)?.operation.repeatable ?? false,
    withinMs: registry.isSimulated(operation, customer) ? 0 : withinMs,
  };
  return once(
    intent,
    {
      pool: parts.pool,
      effects: parts.effects,
      ...{ permit, beforeRepeat },
      lookFor: (reference) => registry.lookFor(operation, input, context(reference)),
      record: (client, _intent, event) =>
        record(client, {
          customerId: customer.id,
          onceKey: `${key}:${event}:${randomUUID()}`,
          actor,
          action: `effect.${event}`,
          runId,
          facts: { effect: key, operation, approval: effect.approvalId ?? null },
        }),
    },
    (reference) => registry.call(operation, input, context(reference)),
  );
}
