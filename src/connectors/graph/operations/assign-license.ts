import { z } from 'zod';
import { operation } from '../../operation.ts';
import { Account, LicenseTitle, SkuId, UserId } from '../fields.ts';

export const assignLicense = operation({
  title: 'Assign licence',
  summary: 'Gives an account one licence; nothing changes when it holds that licence already.',
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
});
