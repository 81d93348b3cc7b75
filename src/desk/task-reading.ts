import type { Registry } from '../connectors/registry.ts';
import type { Watch } from '../domain/workflow.ts';
import { currentCustomer } from './audience.ts';
import type { DeskParts } from './parts.ts';
import type { Run } from './run.ts';

const TIMEOUT_MS = 30_000;

/** The number a watch reads now; nothing where it can't be read, because a look that fails is only a look less. */
export async function readingOf(
  { operation, input, reading }: Pick<Watch, 'operation' | 'reading'> & { readonly input: unknown },
  run: Run,
  parts: Pick<DeskParts, 'roster' | 'log'> & { readonly registry: Pick<Registry, 'find' | 'call'> },
): Promise<number | undefined> {
  if (parts.registry.find(operation)?.operation.risk !== 'read') throw new Error(`${operation} is no reading.`);
  try {
    const customer = await currentCustomer(run.customer.id, parts);
    const answer = await parts.registry.call(operation, input, { customer, signal: AbortSignal.timeout(TIMEOUT_MS) });
    const value = Object.entries(answer ?? {}).find(([field]) => field === reading)?.[1];
    return typeof value === 'number' ? value : undefined;
  } catch (cause) {
    parts.log.warn('task.not-read', { run: run.id, operation, cause });
    return undefined;
  }
}
