import type { ModelFor } from '../classify/local/beliefs.ts';
import { LocalModel } from '../classify/local/model.ts';
import type { Log } from '../lib/log.ts';
import type { CustomerModels } from '../store/customer-models.ts';

/** A model takes about a megabyte. */
const MOST_IN_MEMORY = 50;

/** Reads a customer's own model when it was trained anew, and keeps those that were asked for last. */
export function createModelFor({
  models,
  log,
}: {
  readonly models: Pick<CustomerModels, 'version' | 'read'>;
  readonly log: Log;
}): ModelFor {
  const inMemory = new Map<string, { readonly version: string; readonly model: LocalModel | undefined }>();

  const read = async (customerId: string) => {
    const { data, error } = LocalModel.safeParse(await models.read(customerId));
    if (error) log.error('model.unreadable', { customer: customerId, cause: error });
    return data;
  };
  return async (customerId) => {
    const version = await models.version(customerId);
    const known = inMemory.get(customerId);
    inMemory.delete(customerId);
    if (version === undefined) return undefined;

    const current = known?.version === version ? known : { version, model: await read(customerId) };
    inMemory.delete(customerId); // of two that read at once, the last one stands, and stands last
    inMemory.set(customerId, current);
    const [longestUnasked] = inMemory.keys();
    if (inMemory.size > MOST_IN_MEMORY && longestUnasked !== undefined) inMemory.delete(longestUnasked);
    return current.model;
  };
}
