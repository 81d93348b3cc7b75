import { z } from 'zod';
import { jsonIn } from '../../../lib/json-in.ts';
import { isSuccess } from '../agreement.ts';
import type { Means, ModelConnection } from '../connection.ts';
import { kindOf } from './explain.ts';
import { askThroughSdk, type KeyHeader } from './sdk.ts';

const List = z.object({ data: z.array(z.object({ id: z.string() })) });

/** Lists what the key may ask. */
export function createModels(means: Means, keyHeader: KeyHeader): ModelConnection['models'] {
  return async (signal) => {
    const incoming = await askThroughSdk(means, keyHeader, signal, (client) => client.models.list());
    if (!isSuccess(incoming)) throw means.fail(kindOf(incoming));
    const { success, data } = List.safeParse(jsonIn(incoming.text));
    if (!success) throw means.fail('not-in-shape');
    return data.data.map(({ id }) => id).toSorted();
  };
}
