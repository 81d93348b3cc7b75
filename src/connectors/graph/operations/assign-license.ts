import { z } from 'zod';
import type { ConnectorError } from '../../connector-error.ts';
import { operation } from '../../operation.ts';
import { vendorError } from '../../vendor-error.ts';
import { afterChange } from '../after-change.ts';
import { changeAccount } from '../change-account.ts';
import { assertFreeSeat, changeLicenses } from '../change-licenses.ts';
import type { GraphClient } from '../client.ts';
import { Account, LicenseTitle, SkuId, UsageLocation, UserId } from '../fields.ts';
import { readTarget } from '../target.ts';
import { VENDOR } from '../vendor.ts';

export const assignLicense = operation({
  title: 'Assign licence',
  summary: 'Gives an account one licence; nothing changes when it holds that licence already.',
  risk: 'change',
  repeatable: true,
  input: z.strictObject({
    userId: UserId,
    account: Account,
    skuId: SkuId,
    license: LicenseTitle,
    usageLocation: UsageLocation.optional().describe(
      'Country to set first, two letters, for an account that has none yet.',
    ),
  }),
  output: z.strictObject({
    userId: UserId,
    skuId: SkuId,
    changed: z.boolean().describe('Whether the account did not hold it before.'),
  }),
  undo: {
    operation: 'graph.removeLicense',
    input: ({ userId, account, skuId, license }, { changed }) =>
      changed ? { userId, account, skuId, license } : undefined,
  },
  example: {
    input: {
      userId: '6f0c2b1e-52d7-4f43-9a86-3d1b7c9e0a11',
      account: 'ada@contoso.com',
      skuId: '2d5f8c31-6a4e-4b90-b7d2-e8a1f3c5d633',
      license: 'Visio Plan 2',
    },
    output: {
      userId: '6f0c2b1e-52d7-4f43-9a86-3d1b7c9e0a11',
      skuId: '2d5f8c31-6a4e-4b90-b7d2-e8a1f3c5d633',
      changed: true,
    },
  },
  async run({ userId, account, skuId, usageLocation }, client: GraphClient, { signal }) {
    const target = await readTarget(client, { userId, account }, { synchronised: true }, signal);
    const done = { userId: target.userId, skuId, changed: true };
    if (target.licenses.some((held) => held.toLowerCase() === skuId.toLowerCase())) return { ...done, changed: false };
    await assertFreeSeat(client, skuId, signal);

    if (target.usageLocation) {
      await changeLicenses(client, target, { add: skuId }, signal);
      return done;
    }
    if (!usageLocation) throw withoutCountry();
    await changeAccount(client, target, { usageLocation }, 'User.ReadWrite.All', signal);
    await afterChange('The country of the account is set.', changeLicenses(client, target, { add: skuId }, signal));
    return done;
  },
});

function withoutCountry(): ConnectorError {
  return vendorError(VENDOR, 'Not accepted', {
    detail: 'the account has no country',
    remedy: 'Set the usage location of the account in the Entra admin centre, or give one with the call.',
    definite: true,
  });
}
