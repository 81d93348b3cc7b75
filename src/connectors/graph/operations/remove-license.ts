import { z } from 'zod';
import { operation } from '../../operation.ts';
import { changeLicenses } from '../change-licenses.ts';
import type { GraphClient } from '../client.ts';
import { Account, LicenseTitle, SkuId, UserId } from '../fields.ts';
import { readTarget } from '../target.ts';

export const removeLicense = operation({
  title: 'Remove licence',
  summary: 'Takes one licence from an account; nothing changes when it does not hold it.',
  risk: 'change',
  repeatable: true,
  input: z.strictObject({ userId: UserId, account: Account, skuId: SkuId, license: LicenseTitle }),
  output: z.strictObject({ userId: UserId, skuId: SkuId }),
  example: {
    input: {
      userId: '6f0c2b1e-52d7-4f43-9a86-3d1b7c9e0a11',
      account: 'ada@contoso.com',
      skuId: '2d5f8c31-6a4e-4b90-b7d2-e8a1f3c5d633',
      license: 'Visio Plan 2',
    },
    output: { userId: '6f0c2b1e-52d7-4f43-9a86-3d1b7c9e0a11', skuId: '2d5f8c31-6a4e-4b90-b7d2-e8a1f3c5d633' },
  },
  async run({ userId, account, skuId }, client: GraphClient, { signal }) {
    const target = await readTarget(client, { userId, account }, { synchronised: true }, signal);
    if (target.licenses.some((held) => held.toLowerCase() === skuId.toLowerCase()))
      await changeLicenses(client, target, { remove: skuId }, signal);
    return { userId: target.userId, skuId };
  },
});
