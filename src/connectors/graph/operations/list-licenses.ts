import { z } from 'zod';
import { operation } from '../../operation.ts';
import type { GraphClient } from '../client.ts';
import { LicenseTitle, SkuId } from '../fields.ts';
import { licensesNamed, ownedLicenses } from '../licenses.ts';

export const listLicenses = operation({
  title: 'List licences',
  summary: 'Lists the licences the customer owns, and how many of each are free.',
  risk: 'read',
  repeatable: true,
  input: z.strictObject({
    name: LicenseTitle.describe('Only licences whose name contains this.').optional(),
    free: z.boolean().default(false).describe('Only licences of which some are free.'),
  }),
  output: z.strictObject({
    licenses: z
      .array(
        z.strictObject({
          skuId: SkuId,
          skuPartNumber: z.string().describe('Short product name, as invoices and scripts write it.'),
          title: LicenseTitle,
          freeSeats: z.int().min(0).describe('How many can still be assigned.'),
        }),
      )
      .describe('The licences, by name.'),
  }),
  example: {
    input: { name: 'Visio Plan 2', free: true },
    output: {
      licenses: [
        {
          skuId: '2d5f8c31-6a4e-4b90-b7d2-e8a1f3c5d633',
          skuPartNumber: 'EXAMPLE_VISIO_2',
          title: 'Visio Plan 2',
          freeSeats: 3,
        },
      ],
    },
  },
  async run({ name, free }, client: GraphClient, { signal }) {
    const owned = await ownedLicenses(client, signal);
    const licenses = free ? owned.filter(({ freeSeats }) => freeSeats > 0) : owned;
    return { licenses: name === undefined ? licenses : licensesNamed(name, licenses) };
  },
});
