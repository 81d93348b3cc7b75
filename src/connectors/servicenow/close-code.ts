import { z } from 'zod';
import { vendorError } from '../vendor-error.ts';
import type { ServiceNow } from './client.ts';
import { rowsOf } from './table.ts';
import { VENDOR } from './vendor.ts';

const Choice = z.object({ value: z.string(), label: z.string().nullish() });
type Choice = z.infer<typeof Choice>;

/** What releases since Jakarta call a lasting solution; the first that an instance has is taken when nobody said one. */
const usual = ['Solution provided', 'Solved (Permanently)', 'Solved Remotely (Permanently)', 'Resolved by request'];

/** The close code to use, out of the instance's own. `undefined` when it has none. */
export async function closeCode(
  said: string | undefined,
  client: ServiceNow,
  signal: AbortSignal,
): Promise<string | undefined> {
  const choices = await closeCodes(client, signal);
  if (choices.length === 0 && said === undefined) return undefined;
  const wanted = said === undefined ? usual : [said];
  const found = wanted.flatMap((name) => choices.find((choice) => isCalled(choice, name)) ?? [])[0];
  if (found) return found.value;
  throw vendorError(VENDOR, 'Not accepted', {
    detail: 'close code',
    remedy: `Give one of the instance's own close codes: the list is shown in the field Resolution code of every incident.`,
    definite: true,
  });
}

/** The close codes that the instance offers for incidents. */
export function closeCodes(client: ServiceNow, signal: AbortSignal): Promise<readonly Choice[]> {
  const where = 'name=incident^element=close_code^inactive=false';
  return rowsOf({ table: 'sys_choice', where, limit: 1_000 }, Choice, client.records, signal);
}

function isCalled({ value, label }: Choice, name: string): boolean {
  const wanted = name.trim().toLowerCase();
  return value.toLowerCase() === wanted || label?.toLowerCase() === wanted;
}
