import { z } from 'zod';
import type { GraphClient } from './client.ts';
import { productName } from './product-names.ts';

const Sku = z.object({
  skuId: z.guid(),
  skuPartNumber: z.string().min(1),
  capabilityStatus: z.string().nullish(),
  appliesTo: z.string().nullish(),
  consumedUnits: z.int().nullish(),
  prepaidUnits: z.object({ enabled: z.int().nullish() }).nullish(),
});

/** A licence product that the customer owns. */
export interface OwnedLicense {
  readonly skuId: string;
  readonly skuPartNumber: string;
  readonly title: string;
  readonly freeSeats: number;
}

const FIELDS = 'skuId,skuPartNumber,capabilityStatus,appliesTo,consumedUnits,prepaidUnits';
/** A subscription that is about to end still gives licences; one that has ended does not. */
const giving: readonly unknown[] = ['Enabled', 'Warning'];

/** What the customer can assign to accounts, by name. */
export async function ownedLicenses(client: GraphClient, signal: AbortSignal): Promise<OwnedLicense[]> {
  const skus = await client.list(
    { path: '/subscribedSkus', query: { $select: FIELDS }, permission: 'LicenseAssignment.Read.All' },
    Sku,
    signal,
  );
  return skus
    .filter(({ capabilityStatus, appliesTo }) => giving.includes(capabilityStatus) && appliesTo === 'User')
    .map(({ skuId, skuPartNumber, consumedUnits, prepaidUnits }) => ({
      skuId,
      skuPartNumber,
      title: productName(skuPartNumber),
      freeSeats: Math.max(0, (prepaidUnits?.enabled ?? 0) - (consumedUnits ?? 0)),
    }))
    .sort((one, other) => one.title.localeCompare(other.title, 'en'));
}

/** Those that go by exactly this name, or else those whose name has all its words. */
export function licensesNamed<T extends OwnedLicense>(name: string, licenses: readonly T[]): T[] {
  const wanted = wordsOf(name);
  const exact = licenses.filter(({ title, skuPartNumber, skuId }) =>
    [title, skuPartNumber, skuId].some((one) => wordsOf(one).join(' ') === wanted.join(' ')),
  );
  if (exact.length > 0) return exact;
  return licenses.filter(({ title, skuPartNumber }) => {
    const words = [...wordsOf(title), ...wordsOf(skuPartNumber)];
    return wanted.length > 0 && wanted.every((word) => words.includes(word));
  });
}

function wordsOf(name: string): string[] {
  return name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
