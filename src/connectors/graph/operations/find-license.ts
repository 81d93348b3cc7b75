import { z } from 'zod';
import { operation } from '../../operation.ts';
import { vendorError } from '../../vendor-error.ts';
import type { GraphClient } from '../client.ts';
import { LicenseTitle, SkuId } from '../fields.ts';
import { licensesNamed, ownedLicenses } from '../licenses.ts';
import { VENDOR } from '../vendor.ts';

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
  async run({ name }, client: GraphClient, { signal }) {
    const [found, ...others] = licensesNamed(name, await ownedLicenses(client, signal));
    if (!found)
      throw vendorError(VENDOR, 'Not found', {
        detail: 'the customer owns no licence of this name',
        remedy: 'Use a name that graph.listLicenses gives, or find out whether the licence can be bought.',
        definite: true,
      });
    if (others.length > 0)
      throw vendorError(VENDOR, 'More than one found', {
        detail: 'several licences go by this name',
        remedy: 'Use the whole name, as graph.listLicenses gives it.',
        definite: true,
      });
    const { skuId, title, freeSeats } = found;
    return { skuId, title, freeSeats };
  },
});
