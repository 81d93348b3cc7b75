import { z } from 'zod';
import { vendorError } from '../vendor-error.ts';
import type { DirectoryAccount } from './account.ts';
import { accountPath } from './ask.ts';
import type { GraphClient } from './client.ts';
import { ownedLicenses } from './licenses.ts';
import { VENDOR } from './vendor.ts';

/** Somebody else can still be quicker; then Graph refuses by itself. */
export async function assertFreeSeat(client: GraphClient, skuId: string, signal: AbortSignal): Promise<void> {
  const owned = (await ownedLicenses(client, signal)).find((one) => one.skuId.toLowerCase() === skuId.toLowerCase());
  if (!owned)
    throw vendorError(VENDOR, 'Not found', {
      detail: 'the customer does not own this licence',
      remedy: 'Use a licence that graph.listLicenses gives.',
      definite: true,
    });
  if (owned.freeSeats === 0)
    throw vendorError(VENDOR, 'Not accepted', {
      detail: 'no licence is free',
      remedy: 'Buy one more, or take one from an account that no longer needs it.',
      definite: true,
    });
}

/** Gives one licence or takes one away. Graph wants both lists, also the empty one. */
export async function changeLicenses(
  client: GraphClient,
  { userId }: DirectoryAccount,
  { add, remove }: { readonly add?: string; readonly remove?: string },
  signal: AbortSignal,
): Promise<void> {
  await client.ask(
    {
      method: 'POST',
      path: accountPath(userId, '/assignLicense'),
      json: {
        addLicenses: add === undefined ? [] : [{ skuId: add, disabledPlans: [] }],
        removeLicenses: remove === undefined ? [] : [remove],
      },
      repeat: 'safe',
      permission: 'LicenseAssignment.ReadWrite.All',
    },
    z.object({ id: z.guid() }),
    signal,
  );
}
