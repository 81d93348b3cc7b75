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
    const current = version === known?.version ? known : version && { version, model: await read(customerId) };
    inMemory.delete(customerId); // what is asked for last stands last
    if (!current) return undefined;

    inMemory.set(customerId, current);
    const [longestUnasked] = inMemory.keys();
    if (inMemory.size > MOST_IN_MEMORY && longestUnasked !== undefined) inMemory.delete(longestUnasked);
    return current.model;
  };
}
