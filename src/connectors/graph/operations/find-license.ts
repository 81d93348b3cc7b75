import { z } from 'zod';
import { operation } from '../../operation.ts';
import { LicenseTitle, SkuId } from '../fields.ts';

export const findLicense = operation({
  title: 'Find licence',
  summary: 'Finds the one licence of the customer that goes by a name; refuses when it finds none or several.',
  risk: 'read',
  repeatable: true,
  input: z.strictObject({ name: LicenseTitle.describe('Name of the licence, as people say it, e.g. Visio.') }),
  output: z.strictObject({
    skuId: SkuId,
    title: LicenseTitle,
    freeSeats: z.int().min(0).describe('How many can still be assigned.'),
  }),
  example: {
    input: { name: 'Visio Plan 2' },
    output: { skuId: '2d5f8c31-6a4e-4b90-b7d2-e8a1f3c5d633', title: 'Visio Plan 2', freeSeats: 3 },
  },
});
