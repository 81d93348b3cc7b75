import { z } from 'zod';
import { CredentialRef } from '../credential-ref.ts';

const AteraInbox = z
  .strictObject({
    pathSecret: CredentialRef.describe(
      'Where the secret is that ends the address Atera calls; without it tickets are only asked for.',
    ).optional(),
    alerts: z.boolean().default(false).describe('Whether alerts that have no ticket come in as tickets too.'),
  })
  .describe('Lets tickets of this customer in from Atera.');

/** What `desk.yaml` says of a customer in Atera. */
export const Connection = z.strictObject({
  customer: z.int().positive().describe('Number of the customer in Atera.'),
  key: CredentialRef.describe('Where the API key or API token is: env:NAME or file:/absolute/path.'),
  contact: z
    .email()
    .describe("E-mail address of the customer's contact for whom tickets about devices are opened.")
    .optional(),
  technician: z
    .union([z.int().positive(), z.email()])
    .describe('Number or e-mail address of the technician in whose name comments are written.')
    .optional(),
  inbox: AteraInbox.optional(),
});
export type Connection = z.infer<typeof Connection>;
