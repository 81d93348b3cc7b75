import { randomUUID } from 'node:crypto';
import { failureFacts, type Intended } from '../audit/effect-facts.ts';
import { record } from '../audit/record.ts';
import type { WorkflowFacts } from '../audit/workflow-facts.ts';
import { recordedInput, recordedOutput } from '../connectors/recorded.ts';
import type { CallContext, FoundOperation, Registry } from '../connectors/registry.ts';
import type { Customer } from '../domain/customer.ts';
import { type Duration, inMilliseconds } from '../lib/duration.ts';
import { type EffectEvent, once } from '../runs/once.ts';
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
  /** Somebody with access to the desk's machine has it made, and no approval is asked. */
  readonly byHand?: boolean;
  /** The approval that covers it, if it needs one. */
  readonly approvalId?: string;
  /** What that approval is bound to, and the policy it was asked under. */
  readonly digest?: string;
  readonly policy?: string;
  readonly workflow?: WorkflowFacts;
  /** What the run had looked up for it, by step, as it may be recorded. */
  readonly before?: Readonly<Record<string, unknown>>;
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
          onceKey: `${key}:${event.became}:${randomUUID()}`,
          actor,
          action: `effect.${event.became}`,
          runId,
          facts: { effect: key, operation, ...whatIsRecorded(event, effect, registry) },
        }),
    },
    (reference) => registry.call(operation, input, context(reference)),
  );
}

/** What is sent and what came back, as far as it may be written down. */
function whatIsRecorded(event: EffectEvent, effect: Effect, registry: Registry): Readonly<Record<string, unknown>> {
  const found = registry.find(effect.operation);
  if (!found) return {};
  switch (event.became) {
    case 'intended':
      return intendedFacts(effect, found, registry);
    case 'done':
      return { result: recordedOutput(found.operation, event.result) };
    case 'failed':
      return failureFacts(event.error);
    case 'unsure':
      return {};
  }
}

function intendedFacts(effect: Effect, { operation }: FoundOperation, registry: Registry): Intended {
  return {
    effect: effect.key,
    operation: effect.operation,
    risk: operation.risk,
    mode: registry.modeOf(effect.operation, effect.customer),
    input: recordedInput(operation, effect.input),
    before: effect.before ?? null,
    approval: effect.approvalId ?? null,
    digest: effect.digest ?? null,
    policy: effect.policy ?? null,
    workflow: effect.workflow ?? null,
    byHand: effect.byHand ?? false,
  };
}
