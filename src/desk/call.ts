import { ConnectorError, isPassing } from '../connectors/connector-error.ts';
import type { PlannedCall } from '../domain/approval.ts';
import type { Customer } from '../domain/customer.ts';
import type { OperationStep } from '../domain/workflow.ts';
import { type Duration, inMilliseconds } from '../lib/duration.ts';
import { retrying } from '../lib/retry.ts';
import { NotCarriedOut, Unsure } from '../runs/intent.ts';
import type { DeskParts } from './parts.ts';
import { inputOf } from './plan.ts';

type Parts = Pick<DeskParts, 'registry'>;

/** How long one attempt may take where the workflow doesn't say. */
export const TIMEOUT: Duration = '30s';

/** Looks something up for a customer, as a step says. */
export function look(call: PlannedCall, step: OperationStep, customer: Customer, { registry }: Parts) {
  const signal = AbortSignal.timeout(inMilliseconds(step.timeout ?? TIMEOUT));
  return registry.call(call.operation, inputOf(call), { customer, signal });
}

/** Tries again what may work later, as often as the step says: after a definite failure, or where a repeat is harmless. */
export function tryingAgain<T>({ operation, retry }: OperationStep, { registry }: Parts, call: () => Promise<T>) {
  if (!retry) return call();
  const repeatable = registry.find(operation)?.operation.repeatable ?? false;
  return retrying(call, retry, (error) => {
    const isUnsure = error instanceof Unsure;
    const cause = isUnsure || error instanceof NotCarriedOut ? error.cause : error;
    return cause instanceof ConnectorError && isPassing(cause) && (!isUnsure || repeatable !== false);
  });
}
