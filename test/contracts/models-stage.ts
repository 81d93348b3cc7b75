import type { ModelSettings } from '../../src/classify/models/connection.ts';
import type { ScriptedModel } from '../fakes/models/script.ts';
import { openLab } from '../fakes/vendors/lab.ts';
import type { FakeVendor } from '../fakes/vendors/vendor.ts';
import type { Provider } from './models.ts';

/** A provider behind the lab's proxy, with its own host name and real encryption. */
export async function inLab(
  vendor: FakeVendor & { readonly key: string; readonly model: ScriptedModel },
  settings: Omit<ModelSettings, 'key' | 'perMinute'>,
): Promise<Provider> {
  const lab = await openLab([vendor]);
  return {
    model: vendor.model,
    settings: { ...settings, key: vendor.key, perMinute: 1_000 },
    way: { proxy: lab.proxy, ca: lab.ca },
    requests: lab.requests,
    fail: lab.fail,
    close: lab.close,
  };
}
